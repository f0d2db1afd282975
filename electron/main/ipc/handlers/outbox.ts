import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { Outbox as OutboxAnswer, outboxRoutes } from '../../../../core/contract/routes/outbox.ts';
import { editOperation } from '../../../../core/sync/describe.ts';
import { isMomentOperation, type QueuedOperation } from '../../../../core/sync/operation.ts';
import { outboxItem } from '../../../../core/sync/outbox-item.ts';
import { resolveConflict } from '../../../../core/sync/rules.ts';
import type { OutboxDesk } from '../../session/desk.ts';
import type { Outbox } from '../../sync/outbox.ts';

export interface OutboxHandlerDeps {
  readonly desk: () => Promise<OutboxDesk>;
  readonly outbox: Outbox;
  readonly newId: () => string;
  /** Has the person choose where to save a text; null where he chose nowhere. */
  readonly saveText: (name: string, text: string) => Promise<string | null>;
  /** What a call's screen shows has changed. */
  readonly touched: (callId: string) => void;
}

const allOf = async ({ store }: OutboxDesk): Promise<QueuedOperation[]> => (await store.listOperations({ organizationId: null })).operations;

/** A mark that is not sent takes with it all that was done with the moment, the latest first: there will be no such moment. */
function hangingOn(queued: QueuedOperation, all: readonly QueuedOperation[]): string[] {
  const { kind, patch } = queued.operation;
  if (kind !== 'mark_moment') return [];
  return all.filter((one) => one.seq > queued.seq && isMomentOperation(one.operation) && one.operation.patch.moment_id === patch.moment_id).map(({ operation }) => operation.opId).toReversed();
}

/** What is not sent yet, and what the person decides about it. */
export function outboxHandlers({ desk, outbox, newId, saveText, touched }: OutboxHandlerDeps): HandlersFor<typeof outboxRoutes> {
  const answer = async (here: OutboxDesk): Promise<OutboxAnswer> => {
    const queue = await allOf(here);
    const ofCalls = new Map(queue.flatMap(({ operation: { callId, organizationId } }) => (callId === null ? [] : [[callId, organizationId]])));
    const calls = new Map(await Promise.all([...ofCalls].map(async ([callId, organizationId]) => [callId, (await here.store.getDetail({ organizationId, callId }))?.call ?? null] as const)));
    return { ...(await outbox.state()), items: queue.map((queued) => outboxItem(queued, calls.get(queued.operation.callId ?? '') ?? null)) };
  };
  const found = async (here: OutboxDesk, opId: string): Promise<QueuedOperation> => {
    const queued = (await allOf(here)).find(({ operation }) => operation.opId === opId);
    if (!queued) throw new AppError('not_found', 'It is no longer in the outbox.');
    return queued;
  };
  const about = async (opId: string, act: (here: OutboxDesk, queued: QueuedOperation) => Promise<void>): Promise<OutboxAnswer> => {
    const here = await desk();
    const queued = await found(here, opId);
    await act(here, queued);
    outbox.wake();
    if (queued.operation.callId !== null) touched(queued.operation.callId);
    return answer(here);
  };
  return {
    'outbox.list': async () => answer(await desk()),
    'outbox.flush': async () => {
      await outbox.flush();
      return answer(await desk());
    },
    'outbox.retry': ({ opId }) =>
      about(opId, async ({ store }, { operation, state, attempts }) => {
        // The workspace refuses for good what it refused once under this id.
        if (state === 'failed') await store.replaceOperation({ opId, operation: { ...operation, opId: newId() }, attempts });
        if (state === 'waiting') await store.markOperation({ opId, state, attempts, notBefore: null });
      }),
    'outbox.edit': ({ opId, values }) =>
      about(opId, async ({ store }, queued) => {
        const operation = editOperation(queued, values, newId());
        if (operation === 'sent') throw new AppError('conflict', 'It may have been sent meanwhile.');
        if (operation === 'invalid') throw new AppError('bad_request', 'The workspace would not take these values.');
        if (!(await store.replaceOperation({ opId, operation, attempts: queued.attempts }))) throw new AppError('conflict', 'It may have been sent meanwhile.');
      }),
    'outbox.discard': ({ opId }) =>
      about(opId, async ({ store }, queued) => {
        if (queued.state === 'sending') throw new AppError('conflict', 'It is being sent.');
        const also = hangingOn(queued, (await store.listOperations({ organizationId: null })).operations);
        if (!(await store.removeOperation({ opId, attempts: queued.attempts, also })).removed) throw new AppError('conflict', 'It may have been sent meanwhile.');
      }),
    'outbox.resolve': ({ opId, mine }) =>
      about(opId, async ({ store }, queued) => {
        if (queued.state !== 'parked') throw new AppError('conflict', 'There is nothing to decide any more.');
        const operation = resolveConflict(queued, mine, newId());
        if (operation) await store.replaceOperation({ opId, operation });
        else await store.removeOperation({ opId });
      }),
    'outbox.export': async () => {
      const here = await desk();
      const operations = await allOf(here);
      const file = await saveText('sidetone-unsent.json', `${JSON.stringify({ format: 'sidetone-outbox', version: 1, operations }, null, 2)}\n`);
      return { file, operations: operations.length };
    },
  };
}
