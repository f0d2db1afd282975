import type { StoreResults } from '../../core/store/local-store.ts';
import { storePayloads, storeRequestSchema, type MessagePortLike, type StoreOp, type StorePayload, type StoreReply } from '../../core/store/protocol.ts';
import { getDetail, getFacets, listKept, saveDetail, saveFacets } from './call-details.ts';
import { countRows, listRows } from './call-rows.ts';
import { addCheckout, listCheckoutCalls, listCheckouts, listHeldCalls, markCheckout, markCheckoutCall, removeCheckout } from './checkouts.ts';
import { addBatch, listBatches, markBatch, removeBatch, retryBatch } from './batches/batches.ts';
import { adoptionStands, adoptRuns, followAdoption, listChanges, noteRun, readDifference } from './batches/changes.ts';
import { followRun, judgeBatchItem, keepBatchAnswer, listBatchItems, listBatchWork, loseBatchFlights, markBatchItem, noteDiscarded, noteRecorded } from './batches/items.ts';
import type { Db } from './database.ts';
import { listKeptMoments } from './moments.ts';
import { closeStore, openStore, type OpenStore } from './open-store.ts';
import { getPlace, listDrafts, saveDraft, savePlace } from './outbox/drafts.ts';
import { durably } from './outbox/durably.ts';
import { addOperation, listOperations, markOperation, removeOperation, replaceOperation, settleOperation } from './outbox/operations.ts';
import { getPeaks, savePeaks } from './peaks.ts';
import { getAnswer, saveAnswer } from './kept-answers.ts';
import { getPrompt, savePrompt } from './prompts.ts';
import { removeRows, saveRows } from './save-rows.ts';
import { asStoreError, StoreError } from './store-error.ts';
import { deleteOrganization, evict, listOrganizations, readStatus } from './upkeep.ts';

type Work<K extends StoreOp> = (db: Db, payload: StorePayload<K>, now: number, maxBytes: number) => StoreResults[K];
type TableOp = Exclude<StoreOp, 'open' | 'close'>;

const WORK: { readonly [K in TableOp]: Work<K> } = {
  saveRows,
  listRows,
  countRows,
  removeRows,
  saveDetail,
  getDetail,
  saveFacets,
  getFacets,
  savePeaks,
  getPeaks,
  addOperation,
  listOperations,
  markOperation,
  settleOperation: (db, payload) => {
    noteRecorded(db, payload.opId);
    noteRun(db, payload.opId, payload.run);
    return settleOperation(db, payload);
  },
  replaceOperation: (db, payload) => {
    const instead = replaceOperation(db, payload);
    if (instead) {
      followRun(db, payload.opId, instead.operation.opId);
      followAdoption(db, payload.opId, instead.operation.opId);
    }
    return instead;
  },
  removeOperation: (db, payload) => {
    const opIds = [payload.opId, ...payload.also];
    const undone = opIds.filter((opId) => !adoptionStands(db, opId));
    const answer = removeOperation(db, payload);
    if (!answer.removed) return answer;
    noteDiscarded(db, opIds);
    for (const opId of undone) followAdoption(db, opId, null);
    return answer;
  },
  saveDraft,
  listDrafts,
  savePlace,
  getPlace,
  addCheckout,
  listCheckouts,
  markCheckout,
  markCheckoutCall,
  listCheckoutCalls,
  removeCheckout,
  listKept,
  savePrompt,
  getPrompt,
  saveAnswer,
  getAnswer,
  listKeptMoments,
  listHeldCalls,
  addBatch,
  listBatches,
  markBatch,
  listBatchWork,
  markBatchItem,
  keepBatchAnswer,
  judgeBatchItem,
  loseBatchFlights,
  retryBatch,
  listBatchItems,
  readDifference,
  listChanges,
  adoptRuns,
  removeBatch,
  status: readStatus,
  listOrganizations,
  deleteOrganization,
};

/** These grow the cache, so that the cap is looked at after them, in the same transaction. */
const GROWS: ReadonlySet<string> = new Set<StoreOp>(['saveDetail', 'savePeaks']);
const READS: ReadonlySet<string> = new Set<StoreOp>([
  'listRows', 'countRows', 'getFacets', 'status', 'listOrganizations', 'listOperations', 'listDrafts', 'getPlace', 'listCheckouts', 'listCheckoutCalls', 'listHeldCalls', 'listKept', 'getPrompt', 'getAnswer', 'listKeptMoments',
  'listBatches', 'listBatchWork', 'listBatchItems', 'readDifference', 'listChanges',
]);
/** These are on disk when they are answered, even if the power fails then; the rest could be fetched anew, or (a request that goes out) is only counted. */
const DURABLE: ReadonlySet<string> = new Set<StoreOp>([
  'addOperation', 'markOperation', 'settleOperation', 'replaceOperation', 'removeOperation', 'saveDraft', 'savePlace', 'addCheckout', 'deleteOrganization',
  'addBatch', 'markBatch', 'keepBatchAnswer', 'judgeBatchItem', 'loseBatchFlights', 'retryBatch', 'removeBatch', 'adoptRuns',
]);

const isTableOp = (op: string): op is TableOp => Object.hasOwn(WORK, op);

const parsePayload = <K extends StoreOp>(op: K, payload: unknown): StorePayload<K> => {
  const parsed = storePayloads[op].safeParse(payload);
  if (parsed.success) return parsed.data as StorePayload<K>;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  throw new StoreError('bad_request', `${op}: ${where.slice(0, 5).join(', ')}`);
};

/** These answer with many rows or a long transcript, and hold no bytes. */
const AS_TEXT: ReadonlySet<string> = new Set<StoreOp>(['listRows', 'getDetail', 'getFacets', 'listOperations', 'listKeptMoments', 'listBatches', 'listBatchWork', 'listBatchItems', 'listChanges', 'getAnswer']);

const pack = (id: number, op: string, value: unknown): StoreReply =>
  AS_TEXT.has(op) ? { id, ok: true, value: null, json: JSON.stringify(value) } : { id, ok: true, value };

/** Answers requests on a port, one at a time and in order. `now` gives epoch milliseconds. */
export const serveStore = (port: MessagePortLike, now: () => number = Date.now): { close: () => void } => {
  let open: (OpenStore & { maxBytes: number }) | null = null;

  const close = (): void => {
    const closing = open;
    open = null;
    closing?.journal?.close();
    if (closing) closeStore(closing.db);
  };

  const work = <K extends TableOp>(op: K, payload: unknown): StoreResults[K] => {
    if (!open) throw new StoreError('not_open', 'no store is open');
    const { db, journal, maxBytes } = open;
    const parsed = parsePayload(op, payload);
    if (READS.has(op)) return WORK[op](db, parsed, now(), maxBytes);
    const change = (): StoreResults[K] => {
      const result = WORK[op](db, parsed, now(), maxBytes);
      if (GROWS.has(op)) evict(db, maxBytes);
      return result;
    };
    return DURABLE.has(op) ? durably(db, journal, op === 'settleOperation' ? 'sent' : 'drop', change) : db.transaction(change);
  };

  const answer = (op: string, payload: unknown): unknown => {
    if (op === 'close') {
      close();
      return null;
    }
    if (op === 'open') {
      const request = parsePayload('open', payload);
      close();
      open = { ...openStore(request, now()), maxBytes: request.maxBytes };
      return open.opened;
    }
    if (isTableOp(op)) return work(op, payload);
    throw new StoreError('bad_request', 'unknown operation');
  };

  port.listen((message) => {
    const request = storeRequestSchema.safeParse(message);
    if (!request.success) return;
    const { id, op, payload } = request.data;
    let reply: StoreReply;
    try {
      reply = pack(id, op, answer(op, payload));
    } catch (error) {
      const { code, message: text } = asStoreError(error);
      reply = { id, ok: false, error: { code, message: text } };
    }
    port.postMessage(reply);
  });

  return { close };
};
