import type { StoreResults } from '../../../core/store/local-store.ts';
import type { StorePayload } from '../../../core/store/protocol.ts';
import type { Operation, QueuedOperation } from '../../../core/sync/operation.ts';
import { followUps, versionFor } from '../../../core/sync/rules.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../store-error.ts';
import { keptCall, meetKept, settleKept } from './kept-call.ts';
import { dropOperation, findOperation, findOperations, insertOperation, noteState, rewriteOperation } from './operation-rows.ts';

const FRESH = { state: 'waiting', attempts: 0, notBefore: null, current: null, refusal: null } as const;

const written = (db: Db, opId: string): QueuedOperation => {
  const queued = findOperation(db, opId);
  if (!queued) throw new StoreError('internal', 'an operation is not there after it was written');
  return queued;
};

/** What waits behind an operation on the same row expects another version once `instead` takes its place, or nothing does. */
const renumberBehind = (db: Db, left: QueuedOperation, instead: Operation | null): void => {
  const others = findOperations(db, 'entity_id = ?', [left.operation.entityId]).filter(({ seq }) => seq !== left.seq);
  const expected = followUps(left, instead, keptCall(db, left.operation), others);
  for (const { operation } of others) {
    const expectedVersion = expected.get(operation.opId);
    if (expectedVersion !== undefined && expectedVersion !== operation.expectedVersion) rewriteOperation(db, { ...operation, expectedVersion });
  }
};

/** Puts an operation at the end of the outbox with the version it will meet. One that is there already stays as it is. */
export const addOperation = (db: Db, { operation, seen }: StorePayload<'addOperation'>): QueuedOperation => {
  const known = findOperation(db, operation.opId);
  if (known) return known;
  const ahead = findOperations(db, 'entity_id = ?', [operation.entityId]);
  const expectedVersion = versionFor(operation, keptCall(db, operation), ahead, seen);
  insertOperation(db, { ...FRESH, seq: null, operation: { ...operation, expectedVersion } });
  return written(db, operation.opId);
};

/** What is not sent, in the order it was made. */
export const listOperations = (db: Db, { organizationId, callId }: StorePayload<'listOperations'>): StoreResults['listOperations'] => {
  const asked = Object.entries({ organization_id: organizationId, call_id: callId }).filter(([, value]) => value !== null);
  const where = asked.map(([column]) => `${column} = ?`).join(' AND ');
  return { operations: findOperations(db, where || 'TRUE', asked.map(([, value]) => value)) };
};

/**
 * Notes where an operation stands; one that is gone is none of its business. A conflict told how the row stands at the workspace:
 * the kept call shows that from now on, under what is parked.
 */
export const markOperation = (db: Db, { opId, ...where }: StorePayload<'markOperation'>): null => {
  noteState(db, opId, where);
  const parked = where.state === 'parked' ? findOperation(db, opId) : null;
  if (parked) meetKept(db, parked);
  return null;
};

/** Takes an applied operation out and makes it part of the kept call. Saying it twice changes nothing. */
export const settleOperation = (db: Db, { opId, version, by }: StorePayload<'settleOperation'>): null => {
  const settled = findOperation(db, opId);
  dropOperation(db, opId);
  if (!settled) return null;
  settleKept(db, settled.operation, by, version);
  return null;
};

/** Whether an operation went out since it was read, with that many attempts; null is whoever does not ask. */
const isSentSince = ({ state, attempts }: QueuedOperation, read: number | null): boolean => read !== null && (state === 'sending' || attempts !== read);

/** Puts another operation in an operation's place; null where that one is gone, or went out meanwhile. */
export const replaceOperation = (db: Db, { opId, operation, attempts }: StorePayload<'replaceOperation'>): QueuedOperation | null => {
  const known = findOperation(db, opId);
  if (known && isSentSince(known, attempts)) return null;
  if (!known) return findOperation(db, operation.opId);
  dropOperation(db, opId);
  insertOperation(db, { ...FRESH, seq: known.seq, operation });
  renumberBehind(db, known, operation);
  return written(db, operation.opId);
};

const takeOut = (db: Db, opId: string): boolean => {
  const removed = findOperation(db, opId);
  dropOperation(db, opId);
  if (removed) renumberBehind(db, removed, null);
  return removed !== null;
};

/** Takes out an operation that will never be sent, and before it what hangs on it (`also`); nothing where it went out meanwhile. */
export const removeOperation = (db: Db, { opId, attempts, also }: StorePayload<'removeOperation'>): StoreResults['removeOperation'] => {
  const known = findOperation(db, opId);
  if (known && isSentSince(known, attempts)) return { removed: false };
  for (const one of also) takeOut(db, one);
  return { removed: takeOut(db, opId) };
};
