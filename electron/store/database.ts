import Libsql from 'libsql';

/** A value SQLite takes and gives. */
export type SqlValue = string | number | null | Uint8Array;

/** The few calls the store makes on its one connection. Rows come as arrays, in the order of the select list. */
export interface Db {
  exec(sql: string): void;
  run(sql: string, values?: readonly SqlValue[]): number;
  all(sql: string, values?: readonly SqlValue[]): SqlValue[][];
  first(sql: string, values?: readonly SqlValue[]): SqlValue[] | null;
  /** All or nothing; throws what `work` throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

type Connection = InstanceType<typeof Libsql>;
type Prepared = ReturnType<Connection['prepare']>;

const MAX_STATEMENTS = 128;

/** Opens a connection. Throws SqliteError only on first use: SQLite reads nothing before. `keyHex` null means plain. */
export const connect = (path: string, keyHex: string | null): Db => {
  const connection = new Libsql(path, keyHex === null ? {} : ({ encryptionCipher: 'aes256cbc', encryptionKey: keyHex } as object));
  const statements = new Map<string, Prepared>();

  const prepare = (sql: string, reads: boolean): Prepared => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    if (reads) statement.raw(true);
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    statements.set(sql, statement);
    return statement;
  };

  const all = (sql: string, values: readonly SqlValue[] = []): SqlValue[][] => prepare(sql, true).all([...values]) as SqlValue[][];

  return {
    exec: (sql) => {
      connection.exec(sql);
    },
    run: (sql, values = []) => prepare(sql, false).run([...values]).changes,
    all,
    first: (sql, values) => all(sql, values)[0] ?? null,
    transaction(work) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      statements.clear();
      connection.close();
    },
  };
};
