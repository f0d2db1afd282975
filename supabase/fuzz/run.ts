import { installedPostgres, startCluster } from '../tests/cluster.ts';
import { connect, type Database, migrate, migratorSql, platformSql } from '../tests/harness.ts';
import { orgs, people, populate } from '../tests/world.ts';
import { buildShard, type ShardResult } from './run-shard.ts';
import { MARK } from './secrets.ts';
import type { ShardJob } from './shard.ts';
import { addTally, emptyTally, type Crash, type Tally } from './tally.ts';

/** How many payloads of the whole go where. */
export interface FuzzPlan {
  readonly payloads: number;
  /** Files imported into a real PostgreSQL. */
  readonly database: number;
  /** Items sent to the import function itself, there. */
  readonly wire: number;
  /** Files imported over HTTP into the embedded workspace, and items sent to its import function. */
  readonly http: number;
  readonly httpWire: number;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly plan: FuzzPlan;
  readonly say: (text: string) => void;
}

export interface FuzzResult {
  readonly tally: Tally;
  readonly crashes: readonly Crash[];
  readonly holds: boolean;
  readonly server: string;
}

/** Six of a hundred go into a real PostgreSQL, one over HTTP. */
export function planFor(payloads: number): FuzzPlan {
  const part = (share: number): number => Math.ceil(payloads * share);
  return { payloads, database: part(0.05), wire: part(0.01), http: part(0.004), httpWire: part(0.001) };
}

/** Heavy payloads of which the database and the parser see each kind at least once in a full run. */
const HEAVY_EVERY = { database: 150, http: 80, read: 1_400 };

/** Payloads that one thread reads before it makes room for the next. */
const CHUNK = 6_000;

function jobsOf(seed: number, plan: FuzzPlan, port: number): ShardJob[] {
  const filesEnd = plan.payloads - plan.wire - plan.httpWire;
  const base = { seed, organizationId: orgs.a };
  const readFrom = plan.database + plan.http;
  const reads: ShardJob[] = [];
  for (let from = readFrom; from < filesEnd; from += CHUNK) {
    reads.push({ kind: 'read', files: { ...base, from, to: Math.min(from + CHUNK, filesEnd), heavyEvery: HEAVY_EVERY.read, mostFiles: 1, againEvery: 20 } });
  }
  return [
    { kind: 'database', port, userId: people.ed.id, files: { ...base, from: 0, to: plan.database, heavyEvery: HEAVY_EVERY.database, mostFiles: 3, againEvery: 8 }, wire: { from: filesEnd, to: filesEnd + plan.wire } },
    { kind: 'http', files: { ...base, from: plan.database, to: readFrom, heavyEvery: HEAVY_EVERY.http, mostFiles: 2, againEvery: 8 }, wire: { from: filesEnd + plan.wire, to: plan.payloads } },
    ...reads,
  ];
}

/** Puts malformed payloads through the app's own import, and says what became of each. */
export async function fuzz({ seed, plan, say }: FuzzOptions): Promise<FuzzResult> {
  const newest = installedPostgres().at(-1);
  if (!newest) throw new Error('There is no PostgreSQL here.');
  const [shard, cluster] = await Promise.all([buildShard(), startCluster(newest.bin)]);
  const admin = connect(cluster.port, 'supabase_admin');
  try {
    await prepare(admin, cluster.port);
    const tally = emptyTally();
    const crashes: Crash[] = [];
    const queue = jobsOf(seed, plan, cluster.port);
    const lane = async (): Promise<void> => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        const result = await shard.run(job);
        addTally(tally, result.tally);
        const faults = job.kind === 'database' ? await databaseFaults(admin, result) : [];
        crashes.push(...result.crashes, ...faults.map((why) => ({ n: -1, recipe: 'the database as a whole', why, shown: '' })));
        tally.crashed += faults.length;
        say(`${tally.payloads} of ${plan.payloads} done, ${tally.crashed} crashed`);
      }
    };
    await Promise.all([lane(), lane()]);
    const addsUp = tally.stored + tally.setAside + tally.rejected === tally.payloads && tally.payloads >= plan.payloads;
    return { tally, crashes, holds: addsUp && tally.crashed === 0, server: newest.name };
  } finally {
    shard.remove();
    await admin.close();
    await cluster.stop();
  }
}

/** An empty database with the migrations and the small world; two ids that payloads share are held by the other organization. */
async function prepare(admin: Database, port: number): Promise<void> {
  await admin.exec(platformSql + migratorSql);
  const migrator = connect(port, 'migrator');
  await migrate(migrator);
  await migrator.close();
  await populate(admin);
  await admin.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status) values
    ('0198a8f0-7777-7000-8000-000000000000', '${orgs.b}', 'web', 'ended'), ('0198a8f0-7777-7000-8000-000000000001', '${orgs.b}', 'web', 'ended')`);
}

/** What is wrong with everything that is stored now: a secret in any row of any table, or calls that nobody said were stored. */
async function databaseFaults(admin: Database, { calls }: ShardResult): Promise<string[]> {
  const tables = await admin.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')`);
  const faults: string[] = [];
  for (const { name } of tables) {
    const [found] = await admin.query<{ n: number; one: string | null }>(`select count(*)::int as n, min(substring(t::text from '.{0,120}${MARK}.{0,20}')) as one from ${name} t where t::text like '%${MARK}%'`);
    if (found && found.n > 0) faults.push(`${found.n} rows of ${name} hold a secret: ${found.one ?? ''}`);
  }
  const [stored] = await admin.query<{ n: number }>(`select count(*)::int as n from public.calls where organization_id = '${orgs.a}' and created_at <> '2026-03-15 10:00:00+00'`);
  if ((stored?.n ?? 0) < calls) faults.push(`${calls} calls were said to be stored and ${stored?.n ?? 0} are there`);
  return faults;
}
