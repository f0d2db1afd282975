import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StoreOpened } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import { connect, type Db } from './database.ts';
import { watchBytes } from './kept-bytes.ts';
import { migrate } from './migrate.ts';
import { openJournal, type Journal } from './outbox/journal.ts';
import { recoverOutbox } from './outbox/recover.ts';
import { asStoreError, StoreError } from './store-error.ts';

const IN_MEMORY = ':memory:';
const SIDE_FILES = ['', '-wal', '-shm'] as const;

/** Sorts and temporary tables stay in memory: SQLite's own spill files would be plain text. */
const CONNECTION = 'PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;';

/**
 * A second opener gets SQLITE_BUSY. The read between the two modes lets the lock be given back on closing. What must outlive a
 * power cut asks for more than NORMAL while it is written; on macOS only a full fsync reaches the disk. The log is folded in
 * at 16 MB: a sync writes the same pages of the index over and over.
 */
const ONE_WRITER = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 4000; SELECT count(*) FROM sqlite_master;
PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;`;

/** Fails on its CHECK where a page is wrong. Statements run by exec leave no handle on the file, so it can be renamed. */
const VERIFY = `CREATE TEMP TABLE page_check (answer TEXT CHECK (answer = 'ok'));
INSERT INTO page_check SELECT quick_check FROM pragma_quick_check;
DROP TABLE page_check;`;

const verifyPages = (db: Db): void => {
  try {
    db.exec(VERIFY);
  } catch (error) {
    const known = asStoreError(error);
    throw known.code === 'internal' ? new StoreError('damaged', 'quick_check found faults') : known;
  }
};

/** A log of writes left behind means the last process did not close. */
const endedUncleanly = (path: string): boolean => existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;

const openFile = (path: string, keyHex: string | null, verify: boolean): Db => {
  const db = connect(path, keyHex);
  try {
    db.exec(CONNECTION);
    db.exec('SELECT count(*) FROM sqlite_master');
    if (verify) verifyPages(db);
    migrate(db);
    watchBytes(db);
    if (path !== IN_MEMORY) db.exec(ONE_WRITER);
    return db;
  } catch (error) {
    db.close();
    throw asStoreError(error);
  }
};

/** Renames a store and its log out of the way; returns where the store now lies. Nothing is deleted. */
const setAside = (path: string, reason: string, now: number): string => {
  const target = `${path}.${reason}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const side of SIDE_FILES) if (existsSync(path + side)) renameSync(path + side, target + side);
  return target;
};

type OpenPayload = Pick<StorePayload<'open'>, 'path' | 'keyHex' | 'onUnreadable' | 'verify'>;

/** A store that is open. One in memory has no journal. */
export interface OpenStore {
  readonly db: Db;
  readonly journal: Journal | null;
  readonly opened: StoreOpened;
}

/** The journal of a store's outbox lies beside it. */
export const journalPathOf = (path: string): string => `${path.replace(/\.db$/, '')}.outbox`;

const withJournal = (db: Db, path: string, keyHex: string, found: Omit<StoreOpened, 'recovered'>, now: number): OpenStore => {
  try {
    const journal = openJournal(journalPathOf(path), keyHex, now);
    return { db, journal, opened: { ...found, recovered: recoverOutbox(db, journal) } };
  } catch (error) {
    closeStore(db);
    throw asStoreError(error);
  }
};

/**
 * Opens or creates a store, and puts back from its journal what it no longer knows. Throws StoreError: `unreadable` and
 * `damaged` only with `refuse`, `newer`, `busy`, `read_only`; it has then touched neither file.
 */
export const openStore = (payload: OpenPayload, now: number): OpenStore => {
  const { path, keyHex, onUnreadable } = payload;
  if (path === IN_MEMORY) return { db: openFile(path, null, false), journal: null, opened: { state: 'created', setAside: null, recovered: 0 } };
  if (keyHex === null) throw new StoreError('bad_request', 'a store on disk needs a key');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const existed = existsSync(path) && statSync(path).size > 0;
  let db: Db;
  try {
    db = openFile(path, keyHex, payload.verify || (existed && endedUncleanly(path)));
  } catch (error) {
    const { code } = asStoreError(error);
    if (onUnreadable === 'refuse' || (code !== 'unreadable' && code !== 'damaged')) throw error;
    const kept = setAside(path, code, now);
    return withJournal(openFile(path, keyHex, false), path, keyHex, { state: 'replaced', setAside: kept }, now);
  }
  return withJournal(db, path, keyHex, { state: existed ? 'opened' : 'created', setAside: null }, now);
};

/**
 * Folds the log into the file and gives every lock back. Statements keep a closed connection alive until they are
 * collected, and in WAL mode with it a lock; leaving WAL mode is what lets go of it.
 */
export const closeStore = (db: Db): void => {
  try {
    db.exec('PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE; SELECT count(*) FROM sqlite_master;');
  } finally {
    db.close();
  }
};
