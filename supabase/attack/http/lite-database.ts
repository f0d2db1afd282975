import { randomBytes } from 'node:crypto';
import type { App } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { installedPostgres, startCluster } from '../../tests/cluster.ts';
import type { Database, Row } from '../../tests/harness.ts';
import { appOn, install, keepGrants } from '../../tests/lite.ts';
import { filesInMemory } from '../../tests/lite-files.ts';
import { nested, type Nested } from './nested.ts';

/** As Supabase grants them; what may be done is left to the policies. */
const grantStorage = 'grant usage on schema storage to anon, authenticated, service_role; grant all on all tables in schema storage to anon, authenticated, service_role';

type Files = ReturnType<typeof filesInMemory>;

/** Lite and the owner of its database on the one connection: what requests do can be seen before it is kept, and undone. */
export interface LiteDatabase {
  app: App;
  db: Database;
  files: Files;
  secret: string;
  nest: Pick<Nested<unknown>, 'hold' | 'letGo' | 'failed'>;
  /** Makes Lite look at the schema again. */
  forgetSchema(): Promise<void>;
  /** The same database as it was when it was asked for first, on an engine that is fresh; itself where engines do not tire. */
  renew(): Promise<LiteDatabase>;
}

/** A way to have Lite on an engine. */
export interface LiteEngine {
  name: string;
  open(): Promise<LiteDatabase>;
}

async function onPglite(secret: string, dump?: Blob): Promise<LiteDatabase> {
  const connection = await createPgliteConnection({ url: 'memory://', ...(dump ? { pgliteOptions: { loadDataDir: dump } } : {}) });
  const lite = connection.driver;
  await lite.waitReady;
  const files = filesInMemory();
  const app = appOn(connection, secret, files);
  if (dump) keepGrants(connection);
  else await install(app, connection);
  if (!dump) await lite.exec(grantStorage);
  const send = lite.query.bind(lite);
  const nest = nested<unknown>((sql, parameters) => send(sql, parameters));
  Reflect.set(lite, 'query', nest.run);
  const db: Database = {
    query: async <T extends Row>(sql: string) => (await send<T>(sql)).rows,
    exec: async (sql) => void (await lite.exec(sql)),
    script: async (sql) => (await lite.exec(sql)).filter(({ fields }) => fields.length > 0).map(({ rows }) => rows as Row[]),
    close: () => connection.close(),
  };
  let kept = dump;
  const renew = async () => {
    await db.exec('rollback');
    kept ??= await lite.dumpDataDir('none');
    await db.close();
    return onPglite(secret, kept);
  };
  return { app, db, files, secret, nest, forgetSchema: () => connection.clearSchemaCache(), renew };
}

/** Lite gives documents as text already; its driver would write the text as a document once more, and no function would know it. */
const asJson = (type: number) => ({
  to: type, from: [type], serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)), parse: (text: string): unknown => JSON.parse(text),
});

async function onPostgres(bin: string): Promise<LiteDatabase> {
  const cluster = await startCluster(bin);
  const connection = createPostgresConnection({
    url: `postgres://supabase_admin@127.0.0.1:${cluster.port}/postgres`,
    postgresOptions: { max: 1, onnotice: () => undefined, types: { json: asJson(114), jsonb: asJson(3802) } },
  });
  const secret = randomBytes(32).toString('hex');
  const files = filesInMemory();
  const app = appOn(connection, secret, files);
  await install(app, connection);
  await connection.exec(grantStorage);
  const held = await connection.driver.reserve();
  const nest = nested<unknown>((sql, parameters) => held.unsafe(sql, parameters as never[] | undefined));
  Reflect.set(connection.driver, 'reserve', () => Promise.resolve({ unsafe: nest.run, release: () => undefined }));
  const db: Database = {
    query: async <T extends Row>(sql: string) => [...(await held.unsafe<T[]>(sql))],
    exec: async (sql) => void (await held.unsafe(sql).simple()),
    script: async (sql) => ((await held.unsafe(sql).simple()) as unknown as Row[][]).map((rows) => [...rows]),
    close: async () => {
      held.release();
      await connection.driver.end({ timeout: 5 });
      await cluster.stop();
    },
  };
  const self: LiteDatabase = { app, db, files, secret, nest, forgetSchema: () => connection.clearSchemaCache(), renew: () => Promise.resolve(self) };
  return self;
}

/** Lite on PGlite, as the embedded workspace has it. */
export const liteOnPglite: LiteEngine = { name: 'Lite on PGlite', open: () => onPglite(randomBytes(32).toString('hex')) };

/** Lite on the newest PostgreSQL that is here. */
export function liteOnPostgres(): LiteEngine {
  const newest = installedPostgres().at(-1);
  if (!newest) throw new Error('There is no PostgreSQL here.');
  return { name: `Lite on ${newest.name}`, open: () => onPostgres(newest.bin) };
}
