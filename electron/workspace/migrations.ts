import type { PGlite } from '@electric-sql/pglite';

/** One file of supabase/migrations, bundled with the app. */
export interface Migration {
  readonly version: string;
  readonly name: string;
  readonly sql: string;
}

const files: Record<string, string> = import.meta.glob('../../supabase/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The migrations that ship with the app, oldest first. */
export const migrations: readonly Migration[] = Object.entries(files)
  .map(([path, sql]) => {
    const [, version = '', name = ''] = /(\d{14})_([^/]+)\.sql$/.exec(path) ?? [];
    return { version, name, sql };
  })
  .sort((a, b) => a.version.localeCompare(b.version));

/** Roles that hosted projects have and PGlite lacks; they must exist before the first policy names them. */
const ROLES_SQL = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin bypassrls; end if;
end $$;
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
`;

/** Makes the roles and the history table; safe to run at every start. */
export async function prepareDatabase(database: PGlite): Promise<void> {
  await database.exec(ROLES_SQL);
}

/**
 * Applies what is not applied yet, each file in a transaction of its own together with its history row, so that a
 * start that dies half-way goes on from the last whole file. Returns the versions applied.
 */
export async function applyMigrations(database: PGlite, all: readonly Migration[] = migrations): Promise<string[]> {
  const history = await database.query<{ version: string }>('select version from supabase_migrations.schema_migrations');
  const applied = new Set(history.rows.map((row) => row.version));
  const pending = all.filter((migration) => !applied.has(migration.version));
  for (const migration of pending) {
    await database.transaction(async (tx) => {
      await tx.exec(migration.sql);
      await tx.query('insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)', [
        migration.version,
        migration.name,
        [migration.sql],
      ]);
    });
  }
  return pending.map((migration) => migration.version);
}
