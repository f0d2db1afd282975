import { randomBytes } from 'node:crypto';
import { App, type Connection as AnyConnection, ensureHistoryTable, recordVersion, splitSqlStatements } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { migrationFiles } from './harness.ts';

export const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test' };
export const origin = 'http://127.0.0.1:54321';

/** The roles that our migrations grant to must exist before them; the embedded backend does not make them by itself. */
const rolesSql = `do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin bypassrls; end if;
end $$`;

export type Connection = Awaited<ReturnType<typeof createPgliteConnection>>;
type Files = App['_storageAdapter'];

/**
 * On its first request Lite grants everything in every schema that has row-level security to all three roles, partitions
 * included. Telling it that this was done leaves the grants as the migrations made them. Every boot needs it.
 */
export function keepGrants(connection: AnyConnection): void {
  Reflect.set(connection, 'rlsState', 'active');
}

/** Lite on a connection, whose database is ready or will be made so; tokens signed with the secret are believed. */
export function appOn(connection: AnyConnection, secret: string, files?: Files): App {
  const app = new App({
    connection,
    auth: { enabled: true, jwt_secret: secret, publishable_key: keys.publishable, secret_key: keys.secret },
    storage: { enabled: true },
    options: { server: { admin: false } },
  });
  if (files) app._storageAdapter = files;
  return app;
}

/** Makes an empty database ready the way the workspace does: system schemas, roles, then our migrations one by one. */
export async function install(app: App, connection: AnyConnection): Promise<void> {
  await app.ensureSystemSchema();
  await connection.exec(rolesSql);
  await app.init();
  await ensureHistoryTable(connection);
  for (const { version, name, sql } of migrationFiles()) {
    const statements = splitSqlStatements(sql);
    await connection.transaction(statements, { intent: 'migration' });
    await recordVersion(connection, { version, name: name.slice(15, -4), statements });
  }
  keepGrants(connection);
}

/** Boots the embedded backend on a PGlite of its own. */
export async function boot(files?: Files): Promise<{ app: App; connection: Connection }> {
  const connection = await createPgliteConnection({ url: 'memory://' });
  const app = appOn(connection, randomBytes(32).toString('hex'), files);
  await install(app, connection);
  return { app, connection };
}
