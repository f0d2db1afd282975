import { queuedOperationSchema, type QueuedOperation } from '../../../core/sync/operation.ts';
import type { Db } from '../database.ts';
import { watchOperations, wholeOutbox } from './changes.ts';
import type { Journal, JournalChange, JournalRecord } from './journal.ts';
import { dropOperation, insertOperation } from './operation-rows.ts';

/** The last word on each operation. */
const lastWords = (records: readonly JournalRecord[]): JournalChange[] => [
  ...new Map(records.flatMap(({ changes }) => changes).map((change) => [change.opId, change])).values(),
];

/** What cannot be read was written by a later version of the app; it stays in the file. */
const unsentOf = (words: readonly JournalChange[]): QueuedOperation[] =>
  words
    .flatMap((word) => (word.type === 'put' ? (queuedOperationSchema.safeParse(word.row).data ?? []) : []))
    .toSorted((a, b) => a.seq - b.seq);

/** Puts an operation back unless the table has it. Whether it reached the workspace is not known: the same id may be sent again. */
const putBack = (db: Db, queued: QueuedOperation): boolean => {
  if (db.first('SELECT 1 FROM operations WHERE op_id = ?', [queued.operation.opId])) return false;
  const taken = db.first('SELECT 1 FROM operations WHERE seq = ?', [queued.seq]) !== null;
  insertOperation(db, { ...queued, seq: taken ? null : queued.seq, state: queued.state === 'sending' ? 'waiting' : queued.state });
  return true;
};

/** Numbers go on from the highest that was ever given. */
const raiseNumber = (db: Db, last: number): void => {
  const known = Number(db.first("SELECT seq FROM sqlite_sequence WHERE name = 'operations'")?.[0] ?? 0);
  if (known >= last) return;
  db.run("DELETE FROM sqlite_sequence WHERE name = 'operations'");
  db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('operations', ?)", [last]);
};

/**
 * Brings a store that was just opened and its journal to one word, and keeps them so. The journal is written first and so
 * never knows less: what it holds and the table does not comes back; what was taken out goes. What was sent and is still
 * in the table stays: it is sent again under its id, which changes nothing. Returns how many came back.
 */
export const recoverOutbox = (db: Db, journal: Journal): number => {
  const words = lastWords(journal.found);
  const recovered = db.transaction(() => {
    for (const word of words) if (word.type === 'drop') dropOperation(db, word.opId);
    const back = unsentOf(words).filter((queued) => putBack(db, queued)).length;
    raiseNumber(db, Math.max(0, ...journal.found.map(({ last }) => last)));
    return back;
  });
  watchOperations(db);
  const outbox = wholeOutbox(db);
  if (journal.found.length > 0 || outbox.length > 0) journal.rewrite(outbox);
  return recovered;
};
