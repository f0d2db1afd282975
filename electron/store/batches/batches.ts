import type { KeptBatch } from '../../../core/store/kept-batch.ts';
import type { StoreResults } from '../../../core/store/local-store.ts';
import type { StorePayload } from '../../../core/store/protocol.ts';
import { BATCH_STATES, BATCH_STOPS, batchPlanSchema, ITEM_STATES, type BatchState, type BatchStop, type ItemState } from '../../../core/scoring/batch.ts';
import type { Db, SqlValue } from '../database.ts';

/** Makes a batch; one that is there already stays as it is. */
export const addBatch = (db: Db, { batchId, organizationId, name, startedAt, plan, callIds }: StorePayload<'addBatch'>): null => {
  const added = db.run("INSERT OR IGNORE INTO batches (batch_id, organization_id, name, started_at, state, plan) VALUES (?, ?, ?, ?, 'running', ?)", [batchId, organizationId, name, startedAt, JSON.stringify(plan)]);
  if (added === 0) return null;
  for (const [position, callId] of callIds.entries())
    db.run('INSERT OR IGNORE INTO batch_items (batch_id, organization_id, call_id, position) VALUES (?, ?, ?, ?)', [batchId, organizationId, callId, position]);
  return null;
};

const countsOf = (db: Db, batchId: string): Record<ItemState, number> => {
  const found = new Map(db.all('SELECT state, count(*) FROM batch_item_states WHERE batch_id = ? GROUP BY state', [batchId]).map(([state, count]) => [String(state), Number(count)]));
  return Object.fromEntries(ITEM_STATES.map((state) => [state, found.get(state) ?? 0])) as Record<ItemState, number>;
};

const SUMS = `SELECT coalesce(sum(paid), 0), coalesce(sum(lost), 0), coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0),
  coalesce(sum(cost), 0), coalesce(sum(lost_cost), 0), coalesce(sum(set_aside), 0) FROM batch_items WHERE batch_id = ?`;

const readBatch = (db: Db, [id, organizationId, name, startedAt, state, why, plan]: SqlValue[]): KeptBatch | null => {
  const batchId = String(id);
  const parsed = batchPlanSchema.safeParse(JSON.parse(String(plan)));
  if (!parsed.success || !BATCH_STATES.includes(state as BatchState)) return null;
  const [paid = 0, lostInFlight = 0, promptTokens = 0, completionTokens = 0, cost = 0, lostCost = 0, setAside = 0] = (db.first(SUMS, [batchId]) ?? []).map(Number);
  return {
    batchId, organizationId: String(organizationId), name: String(name), startedAt: String(startedAt), state: state as BatchState, why: BATCH_STOPS.includes(why as BatchStop) ? (why as BatchStop) : null,
    plan: parsed.data, counts: countsOf(db, batchId), again: db.first('SELECT 1 FROM batch_scores WHERE batch_id = ? LIMIT 1', [batchId]) !== null, paid, lostInFlight, promptTokens, completionTokens, cost, lostCost, setAside,
  };
};

/** The batches of an organization, the latest first. One that a later version made is left out. */
export const listBatches = (db: Db, { organizationId }: StorePayload<'listBatches'>): StoreResults['listBatches'] => ({
  batches: db
    .all('SELECT batch_id, organization_id, name, started_at, state, why, plan FROM batches WHERE organization_id = ? ORDER BY started_at DESC, batch_id', [organizationId])
    .flatMap((row) => readBatch(db, row) ?? []),
});

/** Notes where a batch stands. What is cancelled stays so. */
export const markBatch = (db: Db, { batchId, state, why }: StorePayload<'markBatch'>): null => {
  db.run("UPDATE batches SET state = ?, why = ? WHERE batch_id = ? AND state <> 'cancelled'", [state, why, batchId]);
  return null;
};

/** What failed waits again, with the answers that it was paid for forgotten: a person asked for it. Not of a batch that was cancelled: its other calls would go with it. */
export const retryBatch = (db: Db, { batchId }: StorePayload<'retryBatch'>): null => {
  const waiting = db.run(
    `UPDATE batch_items SET state = 'waiting', code = NULL, answer = NULL, op_id = NULL
      WHERE batch_id = ? AND state = 'failed' AND batch_id IN (SELECT batch_id FROM batches WHERE state <> 'cancelled')`,
    [batchId],
  );
  if (waiting > 0) db.run("UPDATE batches SET state = 'running', why = NULL WHERE batch_id = ?", [batchId]);
  return null;
};

/** Forgets a batch. */
export const removeBatch = (db: Db, { batchId }: StorePayload<'removeBatch'>): null => {
  db.run('DELETE FROM batch_scores WHERE batch_id = ?', [batchId]);
  db.run('DELETE FROM batch_items WHERE batch_id = ?', [batchId]);
  db.run('DELETE FROM batches WHERE batch_id = ?', [batchId]);
  return null;
};
