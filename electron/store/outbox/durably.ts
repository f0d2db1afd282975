import type { Db } from '../database.ts';
import { takeChanges, wholeOutbox } from './changes.ts';
import type { Journal } from './journal.ts';

/** Once so much was added a journal is written anew, without what is settled. */
const MOST_BYTES = 1024 * 1024;

/** Runs work in a transaction that is on disk when this returns, even if the power fails then. It costs some milliseconds. */
const onDisk = <T>(db: Db, work: () => T): T => {
  db.exec('PRAGMA synchronous = FULL');
  try {
    return db.transaction(work);
  } finally {
    db.exec('PRAGMA synchronous = NORMAL');
  }
};

/** A journal that cannot be made smaller is still a journal. */
const makeSmaller = (db: Db, journal: Journal): void => {
  if (journal.grown() <= MOST_BYTES && db.first('SELECT 1 FROM operations LIMIT 1')) return;
  try {
    journal.rewrite(wholeOutbox(db));
  } catch {
    // Said when the next operation finds no room.
  }
};

/**
 * Runs work in a transaction that is on disk when this returns. What it changes of the outbox is in the journal before it is
 * committed, so that the journal never knows less; if the commit fails, the journal takes it back. `gone`: see takeChanges.
 */
export const durably = <T>(db: Db, journal: Journal | null, gone: 'sent' | 'drop', change: () => T): T => {
  if (!journal) return db.transaction(change);
  let takeBack: () => void = () => undefined;
  let journaled = false;
  const work = (): T => {
    const value = change();
    const record = takeChanges(db, gone);
    if (record) takeBack = journal.append(record);
    journaled = record !== null;
    return value;
  };
  let result: T;
  try {
    result = onDisk(db, work);
  } catch (error) {
    takeBack();
    throw error;
  }
  if (journaled) makeSmaller(db, journal);
  return result;
};
