import type { Db } from './database.ts';

const TABLES = ['call_details', 'peaks'] as const;

/** In memory: written with every save, it would cost a page of the file each time. Empty until somebody asks. */
const COUNTER = `CREATE TEMP TABLE kept_bytes (bytes INTEGER NOT NULL);
${TABLES.map(
  (table) => `CREATE TEMP TRIGGER ${table}_add_bytes AFTER INSERT ON main.${table} BEGIN UPDATE kept_bytes SET bytes = bytes + new.bytes; END;
CREATE TEMP TRIGGER ${table}_change_bytes AFTER UPDATE OF bytes ON main.${table} BEGIN UPDATE kept_bytes SET bytes = bytes + new.bytes - old.bytes; END;
CREATE TEMP TRIGGER ${table}_take_bytes AFTER DELETE ON main.${table} BEGIN UPDATE kept_bytes SET bytes = bytes - old.bytes; END;`,
).join('\n')}`;

const ADD_UP = `INSERT INTO kept_bytes SELECT ${TABLES.map((table) => `(SELECT coalesce(sum(bytes), 0) FROM ${table})`).join(' + ')}`;

/** Counts from now on what this connection adds and takes away. */
export const watchBytes = (db: Db): void => {
  db.exec(COUNTER);
};

/** What calls and peaks take altogether. They are added up once; adding them up at every save would read all of them. */
export const keptBytes = (db: Db): number => {
  const counted = () => db.first('SELECT bytes FROM kept_bytes');
  if (!counted()) db.run(ADD_UP);
  return Number(counted()?.[0] ?? 0);
};
