import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from 'postgres';
import { CHUNK, callsFrom } from './calls.ts';
import { worldSql } from './world.ts';

const LOADED = ['calls', 'call_keys', 'qci_analyses', 'call_participants'];
const loadedList = LOADED.map((table) => `'public.${table}'::regclass`).join(', ');

/** Takes the loaded tables' indexes away, but those that keep a row unique; answers how to make them again. */
async function dropIndexes(admin: Sql): Promise<string[]> {
  const indexes = await admin.unsafe<{ name: string; definition: string }[]>(`
    select i.indexrelid::regclass::text as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition
    from pg_index i where i.indrelid in (${loadedList}) and not i.indisunique order by 1`);
  await admin.unsafe(`drop index ${indexes.map(({ name }) => name).join(', ')}`);
  return indexes.map(({ definition }) => definition);
}

/** Copies every other chunk, beginning with the given one; the database checks each row's own rules as it comes. */
async function copyChunks(worker: Sql, first: number, step: number, rows: number, done: (rows: number) => void): Promise<void> {
  for (let n = first; n < rows; n += step) {
    for (const { into, lines } of callsFrom(n, rows)) {
      const sink = await worker.unsafe(`copy ${into} from stdin`).writable();
      await pipeline(Readable.from(lines.map((text) => `${text}\n`)), sink);
    }
    done(Math.min(CHUNK, rows - n));
  }
}

/** What the triggers and foreign keys would have kept, were they on: every reference has its row, every call its key. */
async function checkReferences(admin: Sql): Promise<void> {
  const keys = await admin.unsafe<{ name: string; orphans: string }[]>(`
    select c.conrelid::regclass || ' ' || c.conname as name, format('select count(*)::int as n from %s t left join %s r on %s where %s and r is null',
      c.conrelid::regclass, c.confrelid::regclass, string_agg(format('r.%I = t.%I', f.attname, l.attname), ' and '),
      string_agg(format('t.%I is not null', l.attname), ' and ')) as orphans
    from pg_constraint c, unnest(c.conkey, c.confkey) k (local, far)
    join pg_attribute l on l.attnum = k.local join pg_attribute f on f.attnum = k.far
    where c.contype = 'f' and c.conparentid = 0 and c.conrelid in (${loadedList}) and l.attrelid = c.conrelid and f.attrelid = c.confrelid
    group by c.oid, c.conrelid, c.confrelid, c.conname`);
  const checks = [
    ...keys,
    { name: 'calls without their key', orphans: 'select count(*)::int as n from public.calls c left join public.call_keys k using (id, vapi_call_id, organization_id, created_at) where k is null' },
    { name: 'keys without a call', orphans: 'select abs((select count(*) from public.call_keys) - (select count(*) from public.calls))::int as n' },
  ];
  for (const { name, orphans } of checks) {
    const [row] = await admin.unsafe<{ n: number }[]>(orphans);
    if (row?.n !== 0) throw new Error(`${name}: ${row?.n} rows refer to nothing`);
  }
}

/**
 * Fills a migrated database: triggers off while the calls are copied by two connections, indexes after them, and then the
 * references checked, which nothing has looked at so far.
 */
export async function loadCalls(open: (settings?: Record<string, string>) => Sql, rows: number, say: (text: string) => void): Promise<void> {
  const admin = open();
  await admin.unsafe(worldSql()).simple();
  const definitions = await dropIndexes(admin);
  let copied = 0;
  const workers = [0, 1].map(() => open({ session_replication_role: 'replica' }));
  const tell = (count: number) => {
    copied += count;
    if (copied % 100_000 < CHUNK) say(`${copied.toLocaleString('en')} calls copied`);
  };
  await Promise.all(workers.map((worker, n) => copyChunks(worker, n * CHUNK, CHUNK * workers.length, rows, tell)));
  await Promise.all(workers.map((worker) => worker.end()));
  say('Making the indexes');
  for (const definition of definitions) await admin.unsafe(definition);
  say('Checking the references');
  await checkReferences(admin);
  await admin.unsafe('vacuum (freeze, analyze)');
  await admin.end();
}
