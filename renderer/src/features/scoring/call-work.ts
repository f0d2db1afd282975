import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { failureOf, type StartFailure } from './failure-words.ts';
import { batchesQuery } from './use-batches.ts';

export type JudgeKind = 'model' | 'deterministic';

/** The scoring of one call that was asked for on its own screen. */
export interface CallWork {
  readonly batchId: string;
  readonly judge: JudgeKind;
  /** The call's latest run before; null where it had none. */
  readonly runBefore: string | null;
  /** Why it could not be begun; null where it was. */
  readonly failure: StartFailure | null;
  /** The store has it. */
  readonly isBegun: boolean;
  /** It ended well, and the call was read again since. */
  readonly isOver: boolean;
}

const KEY = ['scoring', 'of-call'];

/** What is known of a call's scoring. It outlives the screen, so that whoever comes back finds it going on. */
export const workQuery = (callId: string) =>
  queryOptions({ queryKey: [...KEY, callId], queryFn: (): CallWork | null => null, initialData: null as CallWork | null, staleTime: Infinity, gcTime: Infinity });

/** Keeps what is known of a call's scoring; null forgets it. */
export const putWork = (client: QueryClient, callId: string, work: CallWork | null): void => void client.setQueryData(workQuery(callId).queryKey, work);

/** Begins to score a call; whether it could is in its work. */
export async function beginCall(client: QueryClient, call: { readonly callId: string; readonly name: string; readonly runBefore: string | null }, judge: JudgeKind): Promise<void> {
  const { callId, name, runBefore } = call;
  const work: CallWork = { batchId: crypto.randomUUID(), judge, runBefore, failure: null, isBegun: false, isOver: false };
  putWork(client, callId, work);
  try {
    const { batches } = await request('scoring.start', { batchId: work.batchId, name, source: { from: 'calls', callIds: [callId] }, judge, budget: null });
    client.setQueryData(batchesQuery.queryKey, batches);
    client.setQueryData(workQuery(callId).queryKey, (now) => (now?.batchId === work.batchId ? { ...now, isBegun: true } : now));
    // A call is scored in no time: what has become of it may have been told before this answer.
    void client.invalidateQueries({ queryKey: batchesQuery.queryKey });
  } catch (error) {
    putWork(client, callId, { ...work, failure: failureOf(toAppError(error)) });
  }
}

/** Gives up the scoring of a call, or what is known of it. */
export async function endCall(client: QueryClient, callId: string, batchId: string): Promise<void> {
  putWork(client, callId, null);
  const { batches } = await request('scoring.remove', { batchId });
  client.setQueryData(batchesQuery.queryKey, batches);
}

/**
 * A batch came to its end: where it was of one call and went well, nobody needs to see it in the list of batches. The call is read
 * before its work is said to be over, because only then its runs tell whether there is a new one.
 */
export async function settleCall(client: QueryClient, batch: Batch): Promise<void> {
  if (batch.state !== 'done' || batch.counts.failed > 0) return;
  const found = client.getQueriesData<CallWork | null>({ queryKey: KEY }).find(([, work]) => work?.batchId === batch.batchId && !work.isOver);
  const [key, work] = found ?? [];
  if (!key || !work) return;
  client.setQueryData(key, { ...work, isOver: true });
  await request('scoring.remove', { batchId: batch.batchId }).then(
    ({ batches }) => client.setQueryData(batchesQuery.queryKey, batches),
    // It stays in the list of batches, where it can be removed by hand.
    () => undefined,
  );
}

