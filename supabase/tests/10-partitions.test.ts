import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, engines, migrationFiles, outcome } from './harness.ts';
import { lints } from './lints.ts';
import { orgs, populate } from './world.ts';

/** The month so many months from now, in UTC, as '2028-06'. */
const monthAhead = (months: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 7);
};
const partitionOf = (month: string) => `app_partitions.calls_${month.replace('-', '_')}`;

describe.each(engines)('months of calls on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());
  beforeEach(() => db.exec('begin'));
  const undo = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } finally {
      await db.exec('rollback');
    }
  };

  /** A call with everything that hangs off one. */
  const addCall = async (date: string) => {
    const [row] = await db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at, started_at, ended_at, transcript, raw_data)
      values (gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', '${date}', '${date}', timestamptz '${date}' + interval '1 minute', 'User: a word', '{"a": 1}') returning id`);
    await db.exec(`insert into public.qci_analyses (call_id) values ('${row?.id}'); insert into public.call_participants (call_id, participant_type) values ('${row?.id}', 'customer')`);
    return row?.id ?? '';
  };
  const placeOf = async (id: string) => (await db.query(`select tableoid::regclass::text as place from public.calls where id = '${id}'`))[0]?.['place'];
  const ensure = async (months: number) => (await db.query<{ made: number }>(`select app.ensure_call_partitions(${months}) as made`))[0]?.made;
  const whole = (id: string) => db.query(`select to_jsonb(c) as call, to_jsonb(k) as key, to_jsonb(q) as analysis, to_jsonb(p) as participant from public.calls c
    join public.call_keys k on k.id = c.id and k.created_at = c.created_at join public.qci_analyses q on q.call_id = c.id join public.call_participants p on p.call_id = c.id where c.id = '${id}'`);
  const month = monthAhead(24);

  it('a month that is made takes its calls out of the default partition, whole and with what hangs off them', () =>
    undo(async () => {
      const [first, last] = [await addCall(`${month}-01T00:00:00Z`), await addCall(`${month}-28T23:59:59.999Z`)];
      const beyond = await addCall(`${monthAhead(40)}-10T00:00:00Z`);
      const before = [await whole(first), await whole(last), await whole(beyond)];
      expect(await Promise.all([first, last, beyond].map(placeOf))).toEqual(Array(3).fill('app_partitions.calls_default'));
      expect(await ensure(36)).toBe(18);
      expect(await Promise.all([first, last, beyond].map(placeOf))).toEqual([partitionOf(month), partitionOf(month), 'app_partitions.calls_default']);
      expect([await whole(first), await whole(last), await whole(beyond)]).toEqual(before);
      expect(before.map((rows) => rows.length)).toEqual([1, 1, 1]);
      expect(await ensure(36)).toBe(0);
      for (const [rule, sql] of Object.entries(lints)) expect([rule, await db.query(sql)]).toEqual([rule, []]);
    }));

  it('a call that was moved is kept by the same triggers, keys and indexes as any other', () =>
    undo(async () => {
      const id = await addCall(`${month}-10T00:00:00Z`);
      await ensure(24);
      const kept = (table: string) => db.query(`select (pg_get_indexdef(i.indexrelid) ~ 'UNIQUE') as is_unique, array(select a.attname::text from unnest(i.indkey) with ordinality k (num, n)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num order by k.n) as columns from pg_index i where i.indrelid = '${table}'::regclass order by 2, 1`);
      const triggers = (table: string) => db.query(`select tgname, tgenabled, tgtype from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal order by 1`);
      const constraints = (table: string) => db.query(`select contype, pg_get_constraintdef(oid) as def from pg_constraint where conrelid = '${table}'::regclass and contype <> 'n' order by 1, 2`);
      for (const table of [partitionOf(month), 'app_partitions.calls_default'])
        expect([await kept(table), await triggers(table), await constraints(table)]).toEqual([await kept(partitionOf('2026-03')), await triggers(partitionOf('2026-03')), await constraints(partitionOf('2026-03'))]);
      await db.exec(`delete from public.calls where id = '${id}'`);
      for (const table of ['call_keys where id', 'qci_analyses where call_id', 'call_participants where call_id']) expect(await db.query(`select 1 from public.${table} = '${id}'`)).toEqual([]);
    }));

  it('is broken off without a trace, and done whole the next time', () =>
    undo(async () => {
      const id = await addCall(`${month}-10T00:00:00Z`);
      const before = await whole(id);
      await db.exec('savepoint here');
      await ensure(30);
      await db.exec('rollback to savepoint here');
      expect([await placeOf(id), await whole(id)]).toEqual(['app_partitions.calls_default', before]);
      expect(await ensure(30)).toBe(12);
      expect([await placeOf(id), await whole(id)]).toEqual([partitionOf(month), before]);
    }));

  it('the repair gives old months partitions of their own, and leaves a wrong clock where it is', () =>
    undo(async () => {
      const old = [await addCall('2021-05-03T00:00:00Z'), await addCall('2021-05-31T23:59:59Z'), await addCall('2019-12-31T23:59:59Z')];
      const wrong = await addCall('2099-12-31T00:00:00Z');
      const before = [...(await Promise.all(old.map(whole))), await whole(wrong)];
      const repair = async () => (await db.query<{ made: number }>('select app.repair_call_partitions() as made'))[0]?.made;
      expect(await repair()).toBe(2);
      expect(await Promise.all([...old, wrong].map(placeOf))).toEqual([partitionOf('2021-05'), partitionOf('2021-05'), partitionOf('2019-12'), 'app_partitions.calls_default']);
      expect([...(await Promise.all(old.map(whole))), await whole(wrong)]).toEqual(before);
      expect(await repair()).toBe(0);
      expect(await ensure(18)).toBe(0);
      for (const [rule, sql] of Object.entries(lints)) expect([rule, await db.query(sql)]).toEqual([rule, []]);
    }));

  it.each(['null', '-1', '241'])('months ahead of %s are refused', (months) =>
    undo(async () => {
      expect(await outcome(db.query(`select app.ensure_call_partitions(${months})`))).toBe('22023');
    }));

  it('is scheduled where pg_cron is, and asks for nothing where it is not', () =>
    undo(async () => {
      const block = /do \$\$[^$]*cron[^$]*\$\$;/.exec(migrationFiles().map(({ sql }) => sql).join('\n'))?.[0] ?? 'select missing';
      await db.exec(block);
      await db.exec(`create schema cron; create table cron.seen (name text, schedule text, command text);
        create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as 'insert into cron.seen values ($1, $2, $3) returning 1::bigint';`);
      await db.exec(block);
      const [job] = await db.query<{ schedule: string; command: string }>('select * from cron.seen');
      expect(job?.schedule).toMatch(/^\d+ \d+ \* \* \*$/);
      expect(await outcome(db.exec(job?.command ?? 'select missing'))).toBe('ok');
    }));
});
