import { queuedOperationSchema, type Operation, type QueuedOperation } from '../../../core/sync/operation.ts';
import type { Db, SqlValue } from '../database.ts';

const COLUMNS = 'seq, state, attempts, not_before, current, refusal, json';

const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
const parsed = (value: SqlValue | undefined): unknown => (typeof value === 'string' ? JSON.parse(value) : null);

/** An operation as it stands in the table, whatever version of the app wrote it. */
const rawOf = ([seq, state, attempts, notBefore, current, refusal, json]: SqlValue[]): unknown =>
  ({ seq, state, attempts, notBefore, current: parsed(current), refusal: parsed(refusal), operation: parsed(json) });

const readRow = (row: SqlValue[]): QueuedOperation | null => queuedOperationSchema.safeParse(rawOf(row)).data ?? null;

/** Operations in the order they were made, by a condition on the table. One that this version cannot read is left out. */
export const findOperations = (db: Db, where: string, values: readonly SqlValue[]): QueuedOperation[] =>
  db.all(`SELECT ${COLUMNS} FROM operations WHERE ${where} ORDER BY seq`, values).flatMap((row) => readRow(row) ?? []);

export const findOperation = (db: Db, opId: string): QueuedOperation | null => findOperations(db, 'op_id = ?', [opId])[0] ?? null;

/** The same without a look at what it holds, for the journal. */
export const rawOperation = (db: Db, opId: string): unknown => {
  const row = db.first(`SELECT ${COLUMNS} FROM operations WHERE op_id = ?`, [opId]);
  return row ? rawOf(row) : null;
};

/** Adds a row; a `seq` of null takes the next number. */
export const insertOperation = (db: Db, { seq, state, attempts, notBefore, current, refusal, operation }: Omit<QueuedOperation, 'seq'> & { seq: number | null }): void => {
  const { opId, organizationId, callId, entityId } = operation;
  db.run(
    `INSERT INTO operations (seq, op_id, organization_id, call_id, entity_id, state, attempts, not_before, current, refusal, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    // What belongs to no call has an empty text in its place: the column takes no null.
    [seq, opId, organizationId, callId ?? '', entityId, state, attempts, notBefore, asJson(current), asJson(refusal), JSON.stringify(operation)],
  );
};

/** Notes another content of an operation under the same id. */
export const rewriteOperation = (db: Db, operation: Operation): void => {
  db.run('UPDATE operations SET json = ? WHERE op_id = ?', [JSON.stringify(operation), operation.opId]);
};

export const dropOperation = (db: Db, opId: string): void => {
  db.run('DELETE FROM operations WHERE op_id = ?', [opId]);
};

/** Notes where an operation stands. */
export const noteState = (db: Db, opId: string, { state, attempts, notBefore, current, refusal }: Omit<QueuedOperation, 'seq' | 'operation'>): void => {
  db.run('UPDATE operations SET state = ?, attempts = ?, not_before = ?, current = ?, refusal = ? WHERE op_id = ?', [
    state, attempts, notBefore, asJson(current), asJson(refusal), opId,
  ]);
};
