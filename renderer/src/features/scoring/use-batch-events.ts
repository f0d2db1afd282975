import { useQueryClient } from '@tanstack/react-query';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { useEvent } from '../../bridge/use-event.ts';
import { outcomes, withBatch } from './batches.ts';
import { settleCall } from './call-work.ts';
import { batchesQuery } from './use-batches.ts';

const hasEnded = ({ state }: Batch): boolean => state !== 'running';

/** Keeps the batches on screen in step with main, and the calls with their scores. Used once, for whoever is signed in. */
export const useBatchEvents = (): void => {
  const client = useQueryClient();
  // That a run of a batch which has ended was sent is told by the outbox alone.
  useEvent('outbox.changed', ({ waiting, sending }) => {
    // Not with every run that was sent: what counts is told when all are.
    if (waiting + sending === 0) void client.invalidateQueries({ queryKey: ['scoring', 'difference'] });
    const hasUnsent = client.getQueryData(batchesQuery.queryKey)?.some(({ state, counts }) => state !== 'running' && counts.answered > 0);
    if (hasUnsent === true) void client.invalidateQueries({ queryKey: batchesQuery.queryKey });
  });
  useEvent('scoring.progressed', (batch) => {
    const before = client.getQueryData(batchesQuery.queryKey);
    const known = before?.find(({ batchId }) => batchId === batch.batchId);
    if (known && before) client.setQueryData(batchesQuery.queryKey, withBatch(before, batch));
    else void client.invalidateQueries({ queryKey: batchesQuery.queryKey });
    const isOfOneCall = batch.total === 1;
    if (known && !isOfOneCall && outcomes(known) === outcomes(batch) && known.state === batch.state) return;
    void client.invalidateQueries({ queryKey: ['scoring', 'items', batch.batchId] });
    // While it runs an open difference asks by itself, less often.
    if (hasEnded(batch)) void client.invalidateQueries({ queryKey: ['scoring', 'difference', batch.batchId] });
    // The outbox tells of calls whose scores were sent; these are not yet, and out of reach they will not be for long.
    if (isOfOneCall || hasEnded(batch)) void client.invalidateQueries({ queryKey: ['calls'] }).then(() => settleCall(client, batch));
  });
};
