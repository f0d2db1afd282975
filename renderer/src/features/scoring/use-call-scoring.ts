import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatDayAndClock } from '../../lib/format-time.ts';
import { beginCall, endCall, putWork, workQuery, type CallWork, type JudgeKind } from './call-work.ts';
import { failureOf } from './failure-words.ts';
import { batchesQuery, useBatches } from './use-batches.ts';

/** A call's scoring as it stands, and what can be done with it. */
export interface CallScoring {
  readonly work: CallWork | null;
  /** Null before it has begun and after it is over. */
  readonly batch: Batch | null;
  /** Something is under way. */
  readonly isBusy: boolean;
  /** It stands still or has failed, and waits for the person. */
  readonly hasFault: boolean;
  readonly start: (judge: JudgeKind) => void;
  readonly goOn: () => void;
  readonly end: () => void;
}

/** From the press until the call has been read again with what came of it. */
function isUnderWay({ isBegun, isOver, failure }: CallWork, batch: Batch | null): boolean {
  if (isOver || failure !== null) return false;
  if (batch === null) return !isBegun;
  return batch.state === 'running' || (batch.state === 'done' && batch.counts.failed === 0);
}

/** The scoring of the call on screen; all who show it share one. */
export const useCallScoring = (call: CallDetail | null): CallScoring => {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const callId = call?.id ?? '';
  const { data: work } = useQuery(workQuery(callId));
  const { batches } = useBatches();
  const batch = (work && batches?.find(({ batchId }) => batchId === work.batchId)) ?? null;
  const change = (asking: Promise<{ batches: Batch[] }>): void =>
    void asking.then(
      (answer) => client.setQueryData(batchesQuery.queryKey, answer.batches),
      (error: unknown) => work && putWork(client, callId, { ...work, failure: failureOf(toAppError(error)) }),
    );
  const start = (judge: JudgeKind): void => {
    if (!call) return;
    const name = `${call.assistantName ?? t('call.noAgent')}, ${formatDayAndClock(call.createdAt, language)}`.slice(0, 120);
    void beginCall(client, { callId, name, runBefore: call.runs[0]?.runKey ?? null }, judge);
  };
  const isBusy = work !== null && isUnderWay(work, batch);
  return {
    work,
    batch,
    isBusy,
    hasFault: work !== null && !isBusy && (work.failure !== null || batch?.state === 'paused' || (batch?.counts.failed ?? 0) > 0),
    start,
    goOn: () => {
      if (work?.failure) start(work.judge);
      else if (batch) change(request(batch.state === 'paused' ? 'scoring.resume' : 'scoring.retry', { batchId: batch.batchId }));
    },
    end: () => {
      if (!work) return;
      endCall(client, callId, work.batchId).catch(() => undefined);
    },
  };
};
