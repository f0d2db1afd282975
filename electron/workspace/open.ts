import { existsSync, readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { App } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import type { WorkspaceCredentials } from './credentials.ts';
import { applyMigrations, prepareDatabase } from './migrations.ts';

/** What answers HTTP requests for the workspace. */
export interface OpenWorkspace {
  readonly database: PGlite;
  fetch(request: Request, peerAddress: string | null): Promise<Response>;
  close(): Promise<void>;
}

/** Where the database lives: a folder, prepared from a snapshot when it is new, or memory. */
export interface DatabasePlace {
  readonly folder: string | null;
  /** A dump with all migrations applied; saves the five seconds that a first start would need. */
  readonly snapshot: string | null;
}

/** PGlite takes a plain path, or memory:// for none. */
async function connect(place: DatabasePlace) {
  const isNew = place.folder === null || !existsSync(`${place.folder}/PG_VERSION`);
  const snapshot = isNew && place.snapshot !== null && existsSync(place.snapshot) ? readFileSync(place.snapshot) : null;
  return createPgliteConnection({
    url: place.folder ?? 'memory://',
    ...(snapshot ? { pgliteOptions: { loadDataDir: new Blob([snapshot]) } } : {}),
  });
}

/**
 * Opens the database, brings its schema up to date, makes the months of calls that are missing, and answers as a Supabase
 * project does. Requests without a key are refused: admin mode, which would answer them as service_role, stays off.
 */
export async function openWorkspace(
  place: DatabasePlace,
  credentials: WorkspaceCredentials,
  onMigrating: () => void = () => undefined,
): Promise<OpenWorkspace> {
  process.env['LITE_TELEMETRY'] = '0';
  const connection = await connect(place);
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: credentials.jwtSecret,
      jwt_expiry: 3600,
      publishable_key: credentials.publishableKey,
      secret_key: credentials.secretKey,
      minimum_password_length: 8,
    },
    storage: { enabled: true },
    options: { server: { admin: false, disableStudio: true } },
  });
  await prepareDatabase(connection.driver);
  await app.ensureSystemSchema();
  onMigrating();
  await applyMigrations(connection.driver);
  await connection.driver.query('select app.ensure_call_partitions()');
  await app.init();
  keepGrants(connection);
  return {
    database: connection.driver,
    fetch: async (request, peerAddress) => app.fetch(request, { peerAddress }),
    close: () => connection.close(),
  };
}

/**
 * On its first request Lite would grant everything on every table to anon and authenticated, over the head of the
 * migrations, which grant column by column. It looks whether it has done so already; this says that it has.
 */
function keepGrants(connection: object): void {
  if (!('rlsState' in connection)) throw new Error('This version of Lite hides whether it has set its grants.');
  Reflect.set(connection, 'rlsState', 'active');
}
