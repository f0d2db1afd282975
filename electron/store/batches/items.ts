import type { BatchItem, BatchWork } from '../../../core/store/kept-batch.ts';
import type { StoreResults } from '../../../core/store/local-store.ts';
import type { StorePayload } from '../../../core/store/protocol.ts';
import { ITEM_STATES, type ItemState } from '../../../core/scoring/batch.ts';
import type { Db, SqlValue } from '../database.ts';
import { addOperation } from '../outbox/operations.ts';
import { StoreError } from '../store-error.ts';
import { keepChange } from './changes.ts';

const OF_ITEM = 'batch_id = ? AND call_id = ?';

const keptOf = ([, , answer, model, paid, promptTokens, completionTokens]: SqlValue[]): BatchWork['kept'] =>
  typeof answer !== 'string'
    ? null
    : { text: answer, model: String(model), paid: Number(paid), usage: Number(promptTokens) === 0 ? null : { promptTokens: Number(promptTokens), completionTokens: Number(completionTokens) } };

/** Calls that wait, the oldest batch first. */
export const listBatchWork = (db: Db, { organizationId, limit, besides }: StorePayload<'listBatchWork'>): StoreResults['listBatchWork'] => ({
  work: db
    .all(
      `SELECT i.batch_id, i.call_id, i.answer, i.model, i.paid, i.prompt_tokens, i.completion_tokens
        FROM batches b JOIN batch_items i ON i.batch_id = b.batch_id AND i.state = 'waiting'
        WHERE b.organization_id = ? AND b.state = 'running' AND i.batch_id || i.call_id NOT IN (SELECT value FROM json_each(?))
        ORDER BY b.started_at, b.batch_id, i.position LIMIT ?`,
      [organizationId, JSON.stringify(besides.map(({ batchId, callId }) => batchId + callId)), limit],
    )
    .map((row) => ({ batchId: String(row[0]), callId: String(row[1]), kept: keptOf(row) })),
});

/** Notes where a call of a batch stands. One that has its outcome keeps it. */
export const markBatchItem = (db: Db, item: StorePayload<'markBatchItem'>): null => {
  const { batchId, callId, state } = item;
  const open = `${OF_ITEM} AND state IN ('waiting', 'sent')`;
  if (state === 'sent') db.run(`UPDATE batch_items SET state = 'sent', asked = asked + 1, under_way = 1, set_aside = ? WHERE ${open}`, [item.setAside, batchId, callId]);
  else if (state === 'failed') db.run(`UPDATE batch_items SET state = 'failed', code = ?, answer = NULL, under_way = 0, set_aside = 0 WHERE ${open}`, [item.code, batchId, callId]);
  else if (state === 'recorded') {
    const changed = db.run(`UPDATE batch_items SET state = 'recorded', answer = NULL, under_way = 0, set_aside = 0 WHERE ${open}`, [batchId, callId]);
    if (changed > 0) keepChange(db, batchId, item.change, item.run);
  } else db.run(`UPDATE batch_items SET state = 'waiting', lost_cost = lost_cost + set_aside * ?, under_way = 0, set_aside = 0 WHERE ${open}`, [Number(item.mayBePaid), batchId, callId]);
  return null;
};

/** Journals an answer that arrived. */
export const keepBatchAnswer = (db: Db, { batchId, callId, text, model, promptTokens, completionTokens, cost }: StorePayload<'keepBatchAnswer'>): null => {
  db.run(
    `UPDATE batch_items SET answer = ?, model = ?, paid = paid + 1, prompt_tokens = prompt_tokens + ?, completion_tokens = completion_tokens + ?, cost = cost + ?, under_way = 0, set_aside = 0 WHERE ${OF_ITEM}`,
    [text, model, promptTokens ?? 0, completionTokens ?? 0, cost, batchId, callId],
  );
  return null;
};

/** A call has its outcome, and the outbox its run. One that had it already gets no second run. */
export const judgeBatchItem = (db: Db, { batchId, callId, state, code, operation, change }: StorePayload<'judgeBatchItem'>): null => {
  const changed = db.run(`UPDATE batch_items SET state = ?, code = ?, op_id = ?, answer = NULL, under_way = 0, set_aside = 0 WHERE ${OF_ITEM} AND state IN ('waiting', 'sent')`, [state, code, operation.opId, batchId, callId]);
  if (changed > 0) {
    addOperation(db, { operation, seen: null });
    keepChange(db, batchId, change);
  } else if (!db.first(`SELECT 1 FROM batch_items WHERE ${OF_ITEM}`, [batchId, callId])) throw new StoreError('bad_request', 'no such call in the batch');
  return null;
};

/** What was under way waits again; answers that were journaled are there to be judged. */
export const loseBatchFlights = (db: Db, { organizationId }: StorePayload<'loseBatchFlights'>): StoreResults['loseBatchFlights'] => {
  const lost = db.run('UPDATE batch_items SET under_way = 0, lost = lost + 1, lost_cost = lost_cost + set_aside, set_aside = 0 WHERE organization_id = ? AND under_way = 1', [organizationId]);
  db.run("UPDATE batch_items SET state = 'waiting' WHERE organization_id = ? AND state = 'sent'", [organizationId]);
  return { lost };
};

/** The items of a batch in these states, in its order. */
export const listBatchItems = (db: Db, { batchId, states, after, limit }: StorePayload<'listBatchItems'>): StoreResults['listBatchItems'] => ({
  items: db
    .all(
      `SELECT call_id, position, state, code, asked, paid, cost FROM batch_item_states
        WHERE batch_id = ? AND position > ? AND state IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT ?`,
      [batchId, after ?? -1, JSON.stringify(states), limit],
    )
    .map(itemOf),
});

const itemOf = ([callId, position, state, code, asked, paid, cost]: SqlValue[]): BatchItem => ({
  callId: String(callId), position: Number(position), state: ITEM_STATES.find((one) => one === state) ?? ('failed' satisfies ItemState), code: code === null ? null : String(code),
  asked: Number(asked), paid: Number(paid), cost: Number(cost),
});

/** The workspace has the run of this operation. */
export const noteRecorded = (db: Db, opId: string): void => {
  db.run("UPDATE batch_items SET state = 'recorded' WHERE op_id = ? AND state = 'answered'", [opId]);
};

/** The run's operation goes on under another id: what was refused is tried again as something new. */
export const followRun = (db: Db, opId: string, next: string): void => {
  db.run('UPDATE batch_items SET op_id = ? WHERE op_id = ?', [next, opId]);
};

/** The person threw these operations away. */
export const noteDiscarded = (db: Db, opIds: readonly string[]): void => {
  for (const opId of opIds) db.run("UPDATE batch_items SET state = 'failed', code = 'discarded' WHERE op_id = ? AND state IN ('answered', 'unscorable')", [opId]);
};
