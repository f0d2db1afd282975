import type { Db } from './database.ts';
import { StoreError } from './store-error.ts';
import { sql as calls } from './migrations/0001-calls.ts';
import { sql as peaks } from './migrations/0002-peaks.ts';
import { sql as outbox } from './migrations/0003-outbox.ts';
import { sql as checkouts } from './migrations/0004-checkouts.ts';
import { sql as keptBytes } from './migrations/0005-kept-bytes.ts';

/** Forward only, in order; a released one never changes. `user_version` counts those applied. */
export const MIGRATIONS: readonly string[] = [calls, peaks, outbox, checkouts, keptBytes];

/** The schema version a file has. */
export const schemaVersion = (db: Db): number => Number(db.first('PRAGMA user_version')?.[0] ?? 0);

/** Brings a file to the newest schema, each step in its own transaction. Throws `newer` before touching a later app's file. */
export const migrate = (db: Db, migrations: readonly string[] = MIGRATIONS): void => {
  const from = schemaVersion(db);
  if (from > migrations.length) {
    throw new StoreError('newer', `the store has schema ${String(from)}, this app knows ${String(migrations.length)}`);
  }
  for (const [index, sql] of migrations.slice(from).entries()) {
    db.transaction(() => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${String(from + index + 1)}`);
    });
  }
};
