import type { StoreResults } from '../../../core/store/local-store.ts';
import type { StorePayload } from '../../../core/store/protocol.ts';
import { batchPlanSchema } from '../../../core/scoring/batch.ts';
import type { ScoreChange } from '../../../core/scoring/change.ts';
import { changesOf, differenceOf, isAdoptable, type Rescored, type Standing } from '../../../core/scoring/difference.ts';
import { DEFAULT_THRESHOLDS, type BandThresholds } from '../../../core/qci/band.ts';
import { scoreStands } from '../../../core/sync/scores/conflict.ts';
import type { Db, SqlValue } from '../database.ts';
import { findOperation } from '../outbox/operation-rows.ts';
import { addOperation } from '../outbox/operations.ts';

type RunStanding = { readonly id: string; readonly counts: boolean } | null;

/** Keeps what a run makes of a call's score; a call that is scored anew by the same batch has the later one. */
export const keepChange = (db: Db, batchId: string, change: ScoreChange | null, run: RunStanding = null): void => {
  if (!change) return;
  db.run(
    `INSERT OR REPLACE INTO batch_scores (batch_id, organization_id, call_id, run_id, counts, json)
      SELECT batch_id, organization_id, call_id, ?, ?, ? FROM batch_items WHERE batch_id = ? AND call_id = ?`,
    [run?.id ?? null, run ? Number(run.counts) : null, JSON.stringify(change), batchId, change.callId],
  );
};

/** The workspace has the run of this operation, and says whether it counts. */
export const noteRun = (db: Db, opId: string, run: RunStanding): void => {
  if (run) db.run('UPDATE batch_scores SET run_id = ?, counts = ? WHERE (batch_id, call_id) IN (SELECT batch_id, call_id FROM batch_items WHERE op_id = ?)', [run.id, Number(run.counts), opId]);
};

/** The operation that makes a run count goes on under another id, or (null) it will never be sent. */
export const followAdoption = (db: Db, opId: string, next: string | null): void => {
  db.run('UPDATE batch_scores SET adopt_op_id = ? WHERE adopt_op_id = ?', [next, opId]);
};

/** Whether a conflict told that the run which was to count does so by somebody else's doing. */
export const adoptionStands = (db: Db, opId: string): boolean => {
  const queued = findOperation(db, opId);
  return queued?.operation.kind === 'adopt_run' && queued.state === 'parked' && queued.current !== null && scoreStands(queued.operation, queued.current) !== null;
};

const standingOf = (counts: SqlValue, adoptedBy: SqlValue): Standing => {
  if (adoptedBy !== null) return 'adopted';
  return counts === null ? 'unsent' : counts === 1 ? 'counts' : 'held';
};

/** What was checked when it was written; ten thousand are read at once. Runs of calls that failed or were thrown away in the outbox make nothing of a score. */
const readChanges = (db: Db, batchId: string): Rescored[] =>
  db
    .all(
      `SELECT c.json, c.run_id, c.counts, c.adopt_op_id FROM batch_scores c JOIN batch_item_states i ON i.batch_id = c.batch_id AND i.call_id = c.call_id
        WHERE c.batch_id = ? AND i.state IN ('answered', 'recorded') ORDER BY i.position`,
      [batchId],
    )
    .map(([json, runId = null, counts = null, adoptedBy = null]) => ({
      ...(JSON.parse(String(json)) as ScoreChange), runId: runId === null ? null : String(runId), standing: standingOf(counts, adoptedBy),
    }));

/** Bands are those of the rubric that the batch is scored by. */
const thresholdsOf = (db: Db, batchId: string): BandThresholds => {
  const row = db.first('SELECT plan FROM batches WHERE batch_id = ?', [batchId]);
  return (row && batchPlanSchema.safeParse(JSON.parse(String(row[0]))).data?.rubric.bands) ?? DEFAULT_THRESHOLDS;
};

/** What the batch made of scores that its calls had. */
export const readDifference = (db: Db, { batchId }: StorePayload<'readDifference'>): StoreResults['readDifference'] => differenceOf(readChanges(db, batchId), thresholdsOf(db, batchId));

/** A page of the calls of one group. */
export const listChanges = (db: Db, { batchId, movement, adoptable, callIds, offset, limit }: StorePayload<'listChanges'>): StoreResults['listChanges'] => {
  const wanted = callIds && new Set(callIds);
  const all = readChanges(db, batchId).filter((one) => (!adoptable || isAdoptable(one)) && (!wanted || wanted.has(one.callId)));
  const found = changesOf(all, movement, thresholdsOf(db, batchId));
  return { changes: found.slice(offset, offset + limit), total: found.length, adoptable: found.filter(isAdoptable).length };
};

/** Each run is made to count once, whoever presses how often. */
export const adoptRuns = (db: Db, { batchId, operations }: StorePayload<'adoptRuns'>): StoreResults['adoptRuns'] => {
  let adopted = 0;
  for (const { operation, seen } of operations) {
    const changed = db.run('UPDATE batch_scores SET adopt_op_id = ? WHERE batch_id = ? AND call_id = ? AND adopt_op_id IS NULL', [operation.opId, batchId, operation.callId]);
    if (changed === 0) continue;
    addOperation(db, { operation, seen });
    adopted += 1;
  }
  return { adopted };
};
