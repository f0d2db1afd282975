import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { installedPostgres, startCluster } from '../tests/cluster.ts';
import { connect, migrate, migrationFiles, migratorSql, platformSql } from '../tests/harness.ts';
import { makeListWithoutFragments, makePartitionedShell, makeUnpartitionedCopy } from './copies.ts';
import { loadCalls } from './load.ts';
import { person } from './world.ts';

/** Enough memory that the data stays in it, costs as Supabase sets them, and nothing that starts by itself while we measure. */
const SETTINGS = [
  'shared_buffers=2GB', 'effective_cache_size=6GB', 'maintenance_work_mem=512MB', 'random_page_cost=1.1', 'max_wal_size=2GB', 'checkpoint_timeout=1h',
  'autovacuum=off',
];
const BYTES_A_CALL = 18_000;

/** A loaded database: two connections past every policy, and one signed in as a person of the biggest organization. */
export interface BenchDatabase {
  readonly owner: Sql;
  readonly other: Sql;
  readonly member: Sql;
  close(): Promise<void>;
}

/** What the data depends on: another schema or another generator makes other data. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const { sql } of migrationFiles()) hash.update(sql);
  for (const file of ['world.ts', 'calls.ts', 'load.ts', 'copies.ts']) hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Opens the data of so many calls, made anew unless `keep` finds it there; `keep` also leaves it. */
export async function openBenchDatabase(rows: number, keep: boolean, say: (text: string) => void): Promise<BenchDatabase> {
  const engine = installedPostgres().at(-1);
  if (!engine) throw new Error('no PostgreSQL is installed');
  const folder = keep ? join(tmpdir(), `sidetone-bench-db-${rows}-${fingerprint()}`) : mkdtempSync(join(tmpdir(), 'sidetone-bench-db-'));
  const isThere = existsSync(join(folder, 'loaded'));
  if (!isThere) rmSync(folder, { recursive: true, force: true });
  const disk = statfsSync(tmpdir());
  if (!isThere && disk.bavail * disk.bsize < rows * BYTES_A_CALL) throw new Error(`${tmpdir()} has too little room for ${rows} calls`);
  const cluster = await startCluster(engine.bin, { folder, settings: SETTINGS });
  const open = (connection: Record<string, string> = {}) =>
    postgres({ host: '127.0.0.1', port: cluster.port, user: 'supabase_admin', database: 'postgres', max: 1, onnotice: () => undefined, connection, types: {} });
  if (!isThere) {
    say(`Loading ${rows.toLocaleString('en')} calls into ${engine.name}`);
    const admin = connect(cluster.port, 'supabase_admin');
    await admin.exec(platformSql + migratorSql);
    const migrator = connect(cluster.port, 'migrator');
    await migrate(migrator);
    await Promise.all([migrator.close(), admin.close()]);
    await loadCalls(open, rows, say);
    const owner = open();
    say('Making a copy without partitions');
    await makeUnpartitionedCopy(owner);
    await makePartitionedShell(owner);
    await makeListWithoutFragments(owner);
    await owner.unsafe('checkpoint');
    await owner.end();
    writeFileSync(join(folder, 'loaded'), new Date().toISOString());
  }
  const owner = open();
  const other = open();
  const member = open();
  await member.unsafe(`set role authenticated; select set_config('request.jwt.claims', '{"sub": "${person}", "role": "authenticated"}', false)`).simple();
  return {
    owner,
    other,
    member,
    async close() {
      await Promise.all([owner.end(), other.end(), member.end()]);
      await cluster.stop();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}
