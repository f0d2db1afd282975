import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import { type Cluster, installedPostgres, startCluster } from './cluster.ts';

export const migrationsDir = resolve(import.meta.dirname, '../migrations');

/** The migrations in the order they are applied. */
export function migrationFiles(): { name: string; version: string; sql: string }[] {
  return readdirSync(migrationsDir)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, version: name.slice(0, 14), sql: readFileSync(join(migrationsDir, name), 'utf8') }));
}

/** What stands in for a Supabase project before our first migration. */
export const platformSql = readFileSync(join(import.meta.dirname, 'platform.sql'), 'utf8');

/**
 * The role that applies migrations on real PostgreSQL: like Supabase's `postgres` it is no superuser and owns neither auth
 * nor storage, and it carries the generous default grants that older projects still have.
 */
export const migratorSql = `
  create role migrator login createrole bypassrls;
  grant anon, authenticated, service_role to migrator with admin option;
  grant create, connect on database postgres to migrator;
  grant create, usage on schema public to migrator;
  grant usage on schema auth, storage, extensions to migrator;
  grant references, select, insert, delete on auth.users to migrator;
  grant all on storage.buckets, storage.objects to migrator;
  -- Hosted projects let their postgres role write policies on these tables (supautils); here ownership is the only way.
  create role storage_tables nologin;
  alter table storage.objects owner to storage_tables;
  grant usage on schema storage to storage_tables;
  grant storage_tables to migrator;
  alter default privileges for role migrator in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges for role migrator in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges for role migrator in schema public grant all on sequences to anon, authenticated, service_role;
`;

export type Row = Record<string, unknown>;

/** One connection to one database, with the same few verbs whichever engine is behind it. */
export interface Database {
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /** Runs a script of several statements. */
  exec(sql: string): Promise<void>;
  /** Runs a script of two or more statements; answers the rows of each that gives any, be it none this time. */
  script(sql: string): Promise<Row[][]>;
  close(): Promise<void>;
  /** A further connection to the same server; PGlite has only the one. */
  another?: () => Database;
}

/** A way to get an empty database with the migrations applied. */
export interface Engine {
  name: string;
  open(): Promise<Database>;
}

/** PGlite in memory, the engine of the embedded workspace; with a dump of another's data where one is given. */
export async function openPglite(data?: Blob): Promise<Database & { dump: () => Promise<Blob> }> {
  const lite = await PGlite.create(data ? { loadDataDir: data } : {});
  return {
    dump: () => lite.dumpDataDir('none'),
    query: async <T extends Row>(sql: string) => (await lite.query<T>(sql)).rows,
    exec: async (sql) => void (await lite.exec(sql)),
    script: async (sql) => (await lite.exec(sql)).filter(({ fields }) => fields.length > 0).map(({ rows }) => rows as Row[]),
    close: () => lite.close(),
  };
}

/** A client of a running server, on one connection so that `begin` and `set local` mean what they say. */
export function connect(port: number, user: string): Database {
  const client = postgres({ host: '127.0.0.1', port, user, database: 'postgres', max: 1, onnotice: () => undefined });
  return {
    query: async <T extends Row>(sql: string) => [...(await client.unsafe<T[]>(sql))],
    exec: async (sql) => void (await client.unsafe(sql).simple()),
    script: async (sql) => ((await client.unsafe(sql).simple()) as unknown as Row[][]).map((rows) => [...rows]),
    close: () => client.end({ timeout: 5 }),
  };
}

/** Applies every migration, each in a transaction of its own, as every way of deploying them does. */
export async function migrate(database: Database): Promise<void> {
  for (const file of migrationFiles()) {
    await database.exec(`begin;\n${file.sql}\ncommit;`).catch(async (error: unknown) => {
      await database.exec('rollback');
      throw new Error(`${file.name}: ${String(error)}`, { cause: error });
    });
  }
}

/** PGlite with the migrations, applied one by one. */
export async function migratedPglite(): Promise<Awaited<ReturnType<typeof openPglite>>> {
  const database = await openPglite();
  await database.exec(platformSql);
  await migrate(database);
  return database;
}

/** Applies the migrations to a server as the role that does so in a project. */
export async function migrateServer({ port }: Pick<Cluster, 'port'>): Promise<void> {
  const admin = connect(port, 'supabase_admin');
  await admin.exec(platformSql + migratorSql);
  const migrator = connect(port, 'migrator');
  await migrate(migrator);
  await migrator.close();
  await admin.close();
}

/** What templates.ts made for an engine, once for a run of the tests; null where there is none, and each database is migrated anew. */
function templateOf(engine: string): string | null {
  const made = join(process.env['SIDETONE_DB_TEMPLATES'] ?? '', engine);
  return process.env['SIDETONE_DB_TEMPLATES'] !== undefined && existsSync(made) ? made : null;
}

export const PGLITE = 'PGlite';

const pglite: Engine = {
  name: PGLITE,
  open() {
    const template = templateOf(PGLITE);
    return template === null ? migratedPglite() : openPglite(new Blob([readFileSync(template)]));
  },
};

function serverEngine({ name, bin }: { name: string; bin: string }): Engine {
  return {
    name,
    async open() {
      const template = templateOf(name);
      const cluster = await startCluster(bin, template === null ? {} : { from: template });
      if (template === null) await migrateServer(cluster);
      const admin = connect(cluster.port, 'supabase_admin');
      return {
        ...admin,
        another: () => connect(cluster.port, 'supabase_admin'),
        close: async () => {
          await admin.close();
          await cluster.stop();
        },
      };
    },
  };
}

/** Every engine the schema promises to run on, as far as it is installed. */
export const engines: Engine[] = [pglite, ...installedPostgres().map(serverEngine)];

/** A value as an SQL literal; lists become arrays, objects JSON. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}

/** The SQLSTATE an action fails with, or 'ok' where it goes through: tests name the code they expect. */
export async function outcome(action: Promise<unknown>): Promise<string> {
  try {
    await action;
    return 'ok';
  } catch (error) {
    const code = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string') throw error;
    return code;
  }
}
