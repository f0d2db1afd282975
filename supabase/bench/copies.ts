import type { Sql } from 'postgres';

/** Indexes of calls as statements for another table, in the schema `bench`. */
export async function indexesFor(admin: Sql, table: string): Promise<string[]> {
  const indexes = await admin.unsafe<{ definition: string }[]>(`
    select pg_get_indexdef(i.indexrelid) as definition from pg_index i where i.indrelid = 'public.calls'::regclass and not i.indisprimary`);
  return [
    `alter table bench.${table} add primary key (id, created_at)`,
    ...indexes.map(({ definition }) => definition.replace(/INDEX \S+ ON ONLY public\.calls/, `INDEX ON bench.${table}`)),
  ];
}

interface Routine {
  oid: number;
  schema: string;
  name: string;
  definition: string;
}

/** The functions that list_calls stands on and that come to mention something, itself included. */
async function listRoutines(admin: Sql, mention: RegExp): Promise<Routine[]> {
  const all = await admin.unsafe<Routine[]>(`
    select p.oid::int, p.pronamespace::regnamespace::text as schema, p.proname as name, pg_get_functiondef(p.oid) as definition from pg_proc p
    where p.pronamespace::regnamespace::text in ('app', 'public') and p.prokind = 'f'`);
  const calledBy = (one: Routine) => all.filter((other) => other.oid !== one.oid && new RegExp(`\\b(app|public)\\.${other.name}\\(`).test(one.definition));
  const reach = (one: Routine, seen: Set<Routine>): Set<Routine> => {
    if (!seen.has(one)) for (const next of calledBy(one)) reach(next, seen.add(one));
    return seen.add(one);
  };
  const list = all.find(({ name }) => name === 'list_calls');
  if (!list) throw new Error('there is no list_calls');
  const mentions = (one: Routine) => [...reach(one, new Set())].some(({ definition }) => mention.test(definition));
  return [...reach(list, new Set())].filter(mentions);
}

/** A list_calls of its own in a schema, made of the functions as they stand in the database, with one thing replaced by another. */
async function copyList(admin: Sql, schema: string, replaced: RegExp, by: string): Promise<void> {
  const routines = (await listRoutines(admin, replaced)).filter((one) => !replaced.test(`${one.schema}.${one.name}`));
  const names = new RegExp(`\\b(app|public)\\.(${routines.map(({ name }) => name).join('|')})\\(`, 'g');
  for (const { definition } of routines) {
    await admin.unsafe(definition.replaceAll(names, `${schema}.$2(`).replaceAll(new RegExp(replaced, 'g'), by));
  }
  await admin.unsafe(`revoke all on all functions in schema ${schema} from public; grant execute on function ${schema}.list_calls to authenticated`).simple();
}

/**
 * The schema `bench`: calls once more in one table without partitions, triggers or children, with the same indexes, and a
 * list_calls over it.
 */
export async function makeUnpartitionedCopy(admin: Sql): Promise<void> {
  await admin.unsafe('create schema bench; grant usage on schema bench to authenticated').simple();
  await admin.unsafe('create table bench.calls (like public.calls including defaults including constraints)');
  await admin.unsafe('insert into bench.calls select * from public.calls order by created_at');
  for (const statement of await indexesFor(admin, 'calls')) await admin.unsafe(statement);
  await admin.unsafe('vacuum (freeze, analyze) bench.calls');
  await copyList(admin, 'bench', /\bpublic\.calls\b/, 'bench.calls');
}

/** The schema `found`: the list without the fragments that show a hit, which cost more than finding it and would hide that. */
export async function makeListWithoutFragments(admin: Sql): Promise<void> {
  await admin.unsafe(`create schema found; grant usage on schema found to authenticated;
    create function found.no_match(p_summary text, p_transcript text, p_turns jsonb, p_query text, p_budget integer) returns jsonb language sql immutable as $$ select null::jsonb $$`).simple();
  await copyList(admin, 'found', /\bapp\.call_match\b/, 'found.no_match');
}

/**
 * A partitioned table like calls, with a partition for each of its months, to drop months of. Its search column is filled
 * and not generated, so that a month can be copied in without reading every transcript again.
 */
export async function makePartitionedShell(admin: Sql): Promise<void> {
  await admin.unsafe('create table bench.parted (like public.calls including defaults including constraints) partition by range (created_at)');
  for (const statement of await indexesFor(admin, 'parted')) await admin.unsafe(statement);
  const months = await admin.unsafe<{ name: string; bound: string }[]>(`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.calls'::regclass`);
  for (const { name, bound } of months) await admin.unsafe(`create table bench.${name} partition of bench.parted ${bound}`);
}
