import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, migrationFiles, migrationsDir } from './harness.ts';
import { lints } from './lints.ts';

/** One planted fault for each rule: a rule that does not see its fault guards nothing. */
const faults: Record<keyof typeof lints, string> = {
  'every table, partitioned or partition, has row-level security':
    "create table app_partitions.calls_2031 partition of public.calls for values from ('2031-01-01') to ('2031-02-01')",
  'every table that a client may touch has a policy for each of the four verbs':
    'drop policy "no client deletes calls" on public.calls',
  'every policy that writes says what may be written':
    'create policy loose on public.prompts for update to authenticated using (false)',
  'a policy asks once a statement, not once a row':
    'alter policy "members read their organization\'s calls" on public.calls using (organization_id in (select app.member_orgs()))',
  'policies are for signed-in people only': 'create policy open on public.calls for select using (false)',
  'nothing is granted on a table to anon or to everybody, and nothing at all on partitions':
    'grant select on app_partitions.calls_default to authenticated',
  'no client may delete, and none may send an organization_id in an update':
    'grant update on public.prompts to authenticated',
  'no function is executable by anon, and helpers that are not for policies by no client':
    "create function app.leak() returns int language sql set search_path = '' as 'select 1'",
  'every table, column and function of the interface says what it is for': 'alter table public.calls add column mood text',
  'every function has a fixed, empty search path':
    "create function app.loose() returns int language sql as 'select 1'; revoke all on function app.loose() from public",
  'views run with the rights of whoever asks, and nothing is materialized in the open':
    'create view public.all_calls as select * from public.calls',
  'every foreign key starts an index': 'drop index public.idx_prompt_optimizations_original_prompt_id',
  'every table carries the organization it belongs to':
    'alter table public.prompts alter column organization_id drop not null',
  'an organization_id cannot be changed': 'drop trigger prompts_keep_organization on public.prompts',
};

describe.each(engines)('the catalogue on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
  });
  afterAll(() => db?.close());

  it.each(Object.entries(lints))('%s', async (rule, sql) => {
    expect(await db.query(sql)).toEqual([]);
    await db.exec('begin');
    try {
      await db.exec(faults[rule] ?? 'select missing_fault');
      expect((await db.query(sql)).length, 'the planted fault is seen').toBeGreaterThan(0);
    } finally {
      await db.exec('rollback');
    }
  });

  it('has a partition for every month from 2024 to eighteen months ahead, and one for the rest', async () => {
    const now = new Date();
    const months = (now.getUTCFullYear() - 2024) * 12 + now.getUTCMonth() + 1 + 18;
    const [row] = await db.query<{ n: number }>("select count(*)::int as n from pg_inherits where inhparent = 'public.calls'::regclass");
    expect(row?.n).toBe(months + 1);
    const [again] = await db.query<{ made: number }>('select app.ensure_call_partitions() as made');
    expect(again?.made).toBe(0);
    const [more] = await db.query<{ made: number }>('select app.ensure_call_partitions(20) as made');
    expect(more?.made).toBe(2);
    for (const sql of Object.values(lints)) expect(await db.query(sql)).toEqual([]);
  });

  it('says the version of the newest migration', async () => {
    const [row] = await db.query<{ version: string }>('select public.schema_version() as version');
    expect(row?.version).toBe(migrationFiles().at(-1)?.version);
  });
});

describe('the migration files', () => {
  it.each(migrationFiles())('$name is named and sized as the others', ({ name, sql }) => {
    expect(name).toMatch(/^\d{14}_[a-z_]+\.sql$/);
    expect(sql.split('\n').length).toBeLessThanOrEqual(250);
    expect(sql.startsWith('-- ')).toBe(true);
  });

  it('expose the public schema and nothing else', () => {
    const config = readFileSync(join(migrationsDir, '../config.toml'), 'utf8');
    expect(config).toMatch(/^schemas = \["public"\]$/m);
  });
});
