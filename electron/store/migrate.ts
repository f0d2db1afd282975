import type { Db } from './database.ts';
import { StoreError } from './store-error.ts';
import { sql as calls } from './migrations/0001-calls.ts';
import { sql as peaks } from './migrations/0002-peaks.ts';
import { sql as outbox } from './migrations/0003-outbox.ts';
import { sql as checkouts } from './migrations/0004-checkouts.ts';
import { rekey } from './migrations/0005-row-keys.ts';
import { sql as prompts } from './migrations/0006-prompts.ts';
import { sql as batches } from './migrations/0007-batches.ts';
import { sql as answers } from './migrations/0008-kept-answers.ts';
import { sql as batchScores } from './migrations/0009-batch-scores.ts';

/** SQL, or what takes more than SQL. */
type Migration = string | ((db: Db) => void);

/** Forward only, in order; a released one never changes. `user_version` counts those applied. */
export const MIGRATIONS: readonly Migration[] = [calls, peaks, outbox, checkouts, rekey, prompts, batches, answers, batchScores];

/** The schema version a file has. */
export const schemaVersion = (db: Db): number => Number(db.first('PRAGMA user_version')?.[0] ?? 0);

/** Brings a file to the newest schema, each step in its own transaction. Throws `newer` before touching a later app's file. */
export const migrate = (db: Db, migrations: readonly Migration[] = MIGRATIONS): void => {
  const from = schemaVersion(db);
  if (from > migrations.length) {
    throw new StoreError('newer', `the store has schema ${String(from)}, this app knows ${String(migrations.length)}`);
  }
  for (const [index, migration] of migrations.slice(from).entries()) {
    db.transaction(() => {
      if (typeof migration === 'string') db.exec(migration);
      else migration(db);
      db.exec(`PRAGMA user_version = ${String(from + index + 1)}`);
    });
  }
};
