import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, engines, migrationFiles, outcome } from './harness.ts';
import { lints } from './lints.ts';
import { orgs, people, populate } from './world.ts';

interface Turn {
  made: number;
  left: number;
  large: number;
}

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

  /** So many small calls on the tenth of each of the months. */
  const addMany = (months: readonly string[], calls: number) =>
    db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at, transcript)
      select gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', (m || '-10')::timestamptz, 'User: a word' from unnest('{${months.join(',')}}'::text[]) m, generate_series(1, ${calls})`);
  const turn = async () => (await db.query<{ turn: Turn }>('select app.repair_call_partitions() as turn'))[0]?.turn;
  const asAnn = (who: Database = db) =>
    who.query<{ turn: Turn }>(`select set_config('request.jwt.claims', '{"sub":"${people.ann.id}","role":"authenticated"}', true), public.keep_call_partitions() as turn`).then((rows) => rows[0]?.turn);
  const waitingIn = async (place: string) => (await db.query<{ n: number }>(`select count(*)::int as n from ${place}`))[0]?.n;
  const dropMonths = (months: readonly string[]) => db.exec(months.map((one) => `drop table ${partitionOf(one)}`).join(';'));

  it('the repair gives an old month with many calls a partition, and leaves a few, a wrong clock and the last century where they are', () =>
    undo(async () => {
      await addMany(['2021-05'], 500);
      await addMany(['2019-12'], 600);
      const [old, few, wrong] = [await addCall('2021-05-31T23:59:59Z'), await addCall('2021-06-01T00:00:00Z'), await addCall('2099-12-31T00:00:00Z')];
      const before = [await whole(old), await whole(few), await whole(wrong)];
      expect(await turn()).toEqual({ made: 1, left: 0, large: 0 });
      expect(await Promise.all([old, few, wrong].map(placeOf))).toEqual([partitionOf('2021-05'), ...Array<string>(2).fill('app_partitions.calls_default')]);
      expect([await whole(old), await whole(few), await whole(wrong)]).toEqual(before);
      expect([await waitingIn(partitionOf('2021-05')), await waitingIn('app_partitions.calls_default')]).toEqual([501, 602]);
      expect(await turn()).toEqual({ made: 0, left: 0, large: 0 });
      expect(await ensure(18)).toBe(0);
      for (const [rule, sql] of Object.entries(lints)) expect([rule, await db.query(sql)]).toEqual([rule, []]);
    }));

  it('a few calls in each of many old months make nothing', () =>
    undo(async () => {
      await addMany(Array.from({ length: 288 }, (_, n) => `${2000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`), 2);
      expect([await asAnn(), await turn()]).toEqual([{ made: 0, left: 0, large: 0 }, { made: 0, left: 0, large: 0 }]);
    }));

  it('a turn makes six months at most, those ahead first', () =>
    undo(async () => {
      const ahead = Array.from({ length: 7 }, (_, n) => monthAhead(n + 1));
      await dropMonths(ahead);
      await addMany(['2022-01', '2022-02'], 500);
      const turns: (Turn | undefined)[] = [];
      do turns.push(await asAnn());
      while ((turns.at(-1)?.left ?? 0) > 0 && turns.length < 20);
      expect(turns.reduce((sum, one) => sum + (one?.made ?? 0), 0)).toBe(9);
      for (const one of turns) expect(one?.made).toBeLessThanOrEqual(6);
      expect(turns.length).toBeGreaterThan(1);
      expect(turns.at(-1)).toMatchObject({ left: 0, large: 0 });
      await db.exec('rollback; begin');
      await dropMonths(ahead.slice(0, 6));
      await addMany(['2022-01'], 500);
      for (let n = 0; n < 6 && (await db.query(`select 1 from pg_class where oid = to_regclass('${partitionOf(monthAhead(1))}')`)).length === 0; n += 1) await asAnn();
      expect(await waitingIn('app_partitions.calls_default')).toBe(500);
    }));

  it('a month with more calls or bytes than others may wait for is left to the owner', () =>
    undo(async () => {
      await addMany(['2022-03'], 2001);
      await addMany(['2022-04'], 600);
      await db.exec(`update public.calls set raw_data = to_jsonb((select string_agg(md5(g::text || id), '') from generate_series(1, 250) g)) where created_at = '2022-04-10'`);
      expect(await asAnn()).toEqual({ made: 0, left: 0, large: 2 });
      expect(await turn()).toMatchObject({ large: 0 });
      while ((await turn())?.left);
      expect([await waitingIn(partitionOf('2022-03')), await waitingIn(partitionOf('2022-04')), await waitingIn('app_partitions.calls_default')]).toEqual([2001, 600, 0]);
    }));

  it.skipIf(engine.name === 'PGlite')('whoever uses the tables of calls is not waited for while anything is held, and nobody queues behind a turn', () =>
    undo(async () => {
      await dropMonths([monthAhead(1)]);
      await db.exec('commit');
      const [reader, upkeep, later] = [db.another?.(), db.another?.(), db.another?.()] as [Database, Database, Database];
      try {
        await reader.exec('begin; select count(*) from public.calls');
        const began = Date.now();
        const asked = asAnn(upkeep);
        await later.exec("set lock_timeout = '100ms'");
        for (let n = 0; n < 10; n += 1) expect(await outcome(later.query('select count(*) from public.calls'))).toBe('ok');
        expect(await asked).toEqual({ made: 0, left: 1, large: 0 });
        expect(Date.now() - began).toBeLessThan(5_000);
        await reader.exec('commit; begin; select pg_advisory_xact_lock(hashtextextended(\'sidetone.call_partitions\', 0))');
        expect(await asAnn(upkeep)).toEqual({ made: 0, left: 1, large: 0 });
        await reader.exec('commit');
        expect(await asAnn(upkeep)).toEqual({ made: 1, left: 0, large: 0 });
      } finally {
        await Promise.all([reader, upkeep, later].map((one) => one.close()));
      }
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
      expect(job?.schedule).toBe('*/5 3-4 * * *');
      expect(await outcome(db.exec(job?.command ?? 'select missing'))).toBe('ok');
    }));
});
