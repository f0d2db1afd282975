import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { crowd, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const cutoff = '2026-04-01';
const id = (n: number) => `0000000b-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Report extends Row {
  calls: number;
  history_entries: number;
}

/** Calls of A in three months and before time began, one of B in February; the world has one of each in March. */
const moreCalls = [
  [1, orgs.a, '2026-01-05', 'a/one.mp3', 'https://example.com/a.mp3'], [2, orgs.a, '2026-01-06', 'a/two.mp3', 'a/two-stereo.mp3'], [3, orgs.a, '2026-02-01', null, null],
  [4, orgs.b, '2026-02-27', 'b/four.mp3', null], [5, orgs.a, '2001-01-01', null, null], [6, orgs.a, '2026-04-01', 'a/six.mp3', null],
] as const;

describe.each(engines)('retention on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    const quoted = (text: string | null) => (text === null ? 'null' : `'${text}'`);
    const values = moreCalls.map(([n, org, day, mono, stereo]) => `('${id(n)}', '${id(n)}', '${org}', 'inbound', 'ended', '${day} 00:00:00+00', ${quoted(mono)}, ${quoted(stereo)})`);
    await db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at, recording_url, stereo_recording_url) values ${values.join(', ')};
      insert into public.qci_analyses (call_id) values ('${id(1)}'), ('${id(6)}'); update public.qci_analyses set judge = 'x' where call_id = '${id(1)}'`);
  });
  afterAll(() => db?.close());

  /** Runs a script as the role that applies migrations, as a later migration would. */
  const migrating = async (script: string) => {
    const [row] = await db.query<{ owner: string }>("select tableowner as owner from pg_tables where schemaname = 'public' and tablename = 'calls'");
    await db.exec(`set local role ${row?.owner}; ${script}; reset role`);
  };
  const drop = async (before: string, org: string | null, isDry: boolean) =>
    (await db.query<{ report: Report }>(`select app.drop_calls_before('${before}', ${org ? `'${org}'` : 'null'}, ${isDry}) as report`))[0]?.report;
  const state = () => db.query(`select 'call' as kind, id::text, organization_id from public.calls union all select 'key', id::text, organization_id from public.call_keys
    union all select 'analysis', call_id::text, organization_id from public.qci_analyses union all select 'participant', call_id::text, organization_id from public.call_participants
    union all select 'entry', chain || ' ' || entry, organization_id from public.history union all select 'head', chain::text, organization_id from app.history_heads
    union all select 'tombstone', call_id::text, organization_id from public.history_tombstones order by 1, 2`);
  const calls = async (org: string) => (await db.query<{ id: string }>(`select id from public.calls where organization_id = '${org}' order by 1`)).map((row) => row.id);
  const faults = async (org: string) => (await db.query<{ v: { faults: number } }>(`select app.verify_history('${org}') as v`))[0]?.v.faults;

  const ofA = {
    before: cutoff, calls: 5, calls_by_month: { '2001-01': 1, '2026-01': 2, '2026-02': 1, '2026-03': 1 }, rows: { qci_analyses: 2, call_participants: 1, key_moments: 0, moment_comments: 0, moment_shares: 0, qci_runs: 0, call_reviews: 0, queue_items: 0 },
    history_entries: 3, recordings: ['a/one.mp3', 'a/two-stereo.mp3', 'a/two.mp3'],
  };

  it('says what it will take and takes nothing', () => story(db, async (as) => {
    const before = await state();
    expect(await drop(cutoff, orgs.a, true)).toEqual({ ...ofA, dry_run: true });
    expect(await as('ann').rpc('drop_calls_before', { p_organization_id: orgs.a, p_before: cutoff })).toEqual({ ...ofA, dry_run: true });
    expect(await drop(cutoff, null, true)).toMatchObject({ calls: 7, calls_by_month: { '2026-02': 2, '2026-03': 2 }, recordings: [...ofA.recordings, 'b/four.mp3'] });
    expect(await drop('2001-01-01', null, true)).toMatchObject({ calls: 0, recordings: [], calls_by_month: {} });
    expect(await state()).toEqual(before);
  }));

  it('takes what it said, with all that hangs off it, and nothing of anybody else', () => story(db, async (as) => {
    const before = await state();
    const ends = await db.query<{ chain: string; entries: number; hash: string }>('select chain, entries, hash from app.history_heads');
    expect(await as('ann').rpc('drop_calls_before', { p_organization_id: orgs.a, p_before: cutoff, p_dry_run: false })).toEqual({ ...ofA, dry_run: false });
    expect(await calls(orgs.a)).toEqual([id(6)]);
    const after = await state();
    expect(after.filter((row) => row['organization_id'] === orgs.b)).toEqual(before.filter((row) => row['organization_id'] === orgs.b));
    expect(after.filter((row) => row['organization_id'] === orgs.a && row['kind'] !== 'entry' && row['kind'] !== 'tombstone'))
      .toEqual(before.filter((row) => row['organization_id'] === orgs.a && row['kind'] !== 'entry' && (row['id'] === id(6) || row['id'] === orgs.a)));
    const gone = [rows.a.call, id(1), id(2), id(3), id(5)];
    expect(await db.query("select call_id, organization_id, entries, last_hash, dropped_at - now() between interval '0' and interval '1 minute' as today, dropped_by from public.history_tombstones order by 1")).toEqual(
      gone.toSorted().map((call) => {
        const end = ends.find((one) => one.chain === call);
        return { call_id: call, organization_id: orgs.a, entries: end?.entries ?? 0, last_hash: end?.hash ?? null, today: true, dropped_by: people.ann.id };
      }),
    );
    expect(await db.query(`select 1 from public.history where call_id in ('${gone.join("', '")}')`)).toEqual([]);
    const [entry] = await as('ann').rpc<Row[]>('who_changed', { p_organization_id: orgs.a, p_from: '2000-01-01', p_to: '2100-01-01' });
    expect(entry).toMatchObject({ action: 'drop_calls', actor: people.ann.id, subject_table: 'calls', after: { before: cutoff, calls: 5 } });
    for (const org of [orgs.a, orgs.b]) expect([org, await faults(org)]).toEqual([org, 0]);
    expect(await drop(cutoff, orgs.a, false)).toMatchObject({ calls: 0 });
    for (const who of ['vic', 'ed', 'bob', 'nan'] as const) expect([who, await as(who).query('select 1 from public.history_tombstones')]).toEqual([who, []]);
    expect(await as('ann').query('select 1 from public.history_tombstones')).toHaveLength(5);
  }));

  it('of all organizations at once, empties each month whole', () => story(db, async () => {
    // A month that is emptied whole fires no trigger for its rows; one that is shared does.
    await migrating(`create table public.deleted_rows (id uuid); create function public.note_delete() returns trigger language plpgsql as $$
      begin insert into public.deleted_rows values (old.id); return null; end $$;
      create trigger note_delete after delete on public.calls for each row execute function public.note_delete()`);
    await db.exec('savepoint whole');
    expect(await drop(cutoff, null, false)).toMatchObject({ calls: 7 });
    expect([await calls(orgs.a), await calls(orgs.b)]).toEqual([[id(6)], []]);
    expect(await db.query('select id from public.deleted_rows')).toEqual([]);
    await db.exec('rollback to savepoint whole');
    await drop(cutoff, orgs.a, false);
    expect((await db.query('select id from public.deleted_rows order by 1')).map((row) => row['id'])).toEqual([rows.a.call, id(3)].toSorted());
  }));

  it('cuts a month at the day', () => story(db, async () => {
    await drop('2026-01-06', orgs.a, false);
    expect(await calls(orgs.a)).toEqual([rows.a.call, id(2), id(3), id(6)].toSorted());
    await drop('2026-01-07', orgs.a, false);
    expect(await calls(orgs.a)).toEqual([rows.a.call, id(3), id(6)].toSorted());
  }));

  it('a late report about a dropped month finds its month, and a dropped call can come again', () => story(db, async (as) => {
    const months = () => db.query("select inhrelid::regclass::text as month from pg_inherits where inhparent = 'public.calls'::regclass order by 1");
    const before = await months();
    await drop(cutoff, null, false);
    expect(await months()).toEqual(before);
    const items = [{ call: { vapi_call_id: id(1), call_type: 'inbound', status: 'ended', created_at: '2026-01-05T00:00:00Z' } }];
    expect(await as('ed').rpc('import_calls', { p_organization_id: orgs.a, p_items: items })).toEqual([{ vapi_call_id: id(1), result: 'inserted' }]);
    expect(await db.query(`select tableoid::regclass::text as month from public.calls where vapi_call_id = '${id(1)}'`)).toEqual([{ month: 'app_partitions.calls_2026_01' }]);
    expect(await db.query('select app.ensure_call_partitions() as made')).toEqual([{ made: 0 }]);
  }));

  it('counts and cleans a table that was made later', () => story(db, async () => {
    await migrating(`create table public.late_marks (id uuid primary key default gen_random_uuid(), organization_id uuid not null, call_id uuid not null,
        foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade);
      select app.keep_history('public.late_marks', '{"call": "call_id"}');
      insert into public.late_marks (organization_id, call_id) values ('${orgs.a}', '${rows.a.call}'), ('${orgs.a}', '${id(6)}')`);
    expect(await drop(cutoff, orgs.a, false)).toMatchObject({ rows: { late_marks: 1 }, history_entries: 4 });
    expect(await db.query('select call_id from public.late_marks')).toEqual([{ call_id: id(6) }]);
    expect(await faults(orgs.a)).toBe(0);
  }));

  it('names the recordings that lie under the ids of calls that go, whatever the calls name', () => story(db, async () => {
    const lying = [`${orgs.a}/${id(3)}/stereo.wav`, `${orgs.a}/${id(1)}/mono.wav`, `${orgs.a}/${id(6)}/stays.wav`, `${orgs.b}/${id(3)}/other.wav`, `${orgs.a}/unknown/x.wav`, 'x'];
    await db.exec(`insert into storage.buckets (id, name) values ('elsewhere', 'elsewhere');
      insert into storage.objects (bucket_id, name) values ${[...lying.map((name) => `('recordings', '${name}')`), `('elsewhere', '${orgs.a}/${id(3)}/b.wav')`].join(', ')}`);
    const named = [...ofA.recordings, lying[0], lying[1]].toSorted();
    for (const dry of [true, false]) expect(((await drop(cutoff, orgs.a, dry)) as Report & { recordings: string[] }).recordings.toSorted()).toEqual(named);
  }));

  it('a call that came again under its old id is dropped again, with a tombstone for each time', () => story(db, async () => {
    for (let n = 0; n < 2; n += 1) {
      await db.exec(`delete from public.calls where id = '${id(3)}'; insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at)
        values ('${id(3)}', '${id(3)}', '${orgs.a}', 'inbound', 'ended', '2026-02-01')`);
      expect(await drop(cutoff, orgs.a, false)).toMatchObject({ calls: n === 0 ? 5 : 1 });
    }
    expect(await db.query(`select 1 from public.history_tombstones where call_id = '${id(3)}'`)).toHaveLength(2);
  }));

  it('forgets old operations about dropped calls, and the upkeep those that nobody can ask again', () => story(db, async (as) => {
    const operations = [[1, id(1), 89], [2, id(1), 91], [3, id(6), 91], [4, id(6), 179], [5, id(6), 181]] as const;
    await db.exec(`insert into app.operations (user_id, op_id, request, answer, applied_at) values ${operations.map(([n, call, days]) =>
      `('${people.rex.id}', '${id(n)}', 'x', '{"call_id": "${call}"}', now() - interval '${days} days')`).join(', ')}`);
    const left = async () => (await db.query<{ n: number }>('select right(op_id::text, 1)::int as n from app.operations order by 1')).map(({ n }) => n);
    await drop(cutoff, orgs.a, false);
    expect(await left()).toEqual([1, 3, 4, 5]);
    await as('vic').rpc('keep_call_partitions');
    expect(await left()).toEqual([1, 3, 4, 5]);
    await db.exec(`insert into app.refusals (user_id, op_id, request, answer, refused_at) values ${[29, 31].map((days) =>
      `('${people.rex.id}', '${id(days)}', 'x', '{"result": "rejected", "code": "forbidden"}', now() - interval '${days} days')`).join(', ')}`);
    await as('ann').rpc('keep_call_partitions');
    expect(await left()).toEqual([1, 3, 4]);
    expect(await db.query('select op_id from app.refusals')).toEqual([{ op_id: id(29) }]);
  }));

  it('an admin in his organization and the server may, nobody else', () => story(db, async (as) => {
    const before = await state();
    const args = { p_organization_id: orgs.a, p_before: cutoff };
    for (const who of ['vic', 'rex', 'cora', 'ed', 'bob', 'nan', 'anon'] as const) {
      for (const dry of [true, false]) expect([who, await outcome(as(who).rpc('drop_calls_before', { ...args, p_dry_run: dry }))]).toEqual([who, '42501']);
      expect(await outcome(as(who).query(`select app.drop_calls_before('${cutoff}', '${orgs.a}', false)`))).toBe('42501');
    }
    expect(await outcome(as('ann').rpc('drop_calls_before', { ...args, p_organization_id: null, p_dry_run: false }))).toBe('42501');
    expect(await outcome(as('ann').rpc('drop_calls_before', { ...args, p_before: null }))).toBe('22023');
    expect(await state()).toEqual(before);
    expect(await as('service_role').query(`select (app.drop_calls_before('${cutoff}', '${orgs.b}', false) ->> 'calls')::int as calls`)).toEqual([{ calls: 2 }]);
    expect(await db.query('select distinct dropped_by from public.history_tombstones')).toEqual([{ dropped_by: null }]);
  }));

  it.skipIf(engine.name === 'PGlite')('an import that runs meanwhile waits and loses nothing', async () => {
    await db.exec('begin');
    await drop(cutoff, orgs.a, false);
    const items = [{ call: { vapi_call_id: id(7), call_type: 'inbound', status: 'ended', created_at: '2026-01-07T00:00:00Z' } }];
    const importing = crowd(db, ['ed'], (own) => own.query<{ a: Row[] }>(`select public.import_calls('${orgs.a}', '${JSON.stringify(items)}') as a`));
    // The import is seen waiting before the drop ends.
    await expect.poll(() => db.query("select 1 from pg_locks where locktype = 'advisory' and not granted"), { timeout: 20_000 }).toHaveLength(1);
    await db.exec('commit');
    expect((await importing)[0]?.[0]?.a).toEqual([{ vapi_call_id: id(7), result: 'inserted' }]);
    expect(await db.query(`select 1 from public.calls c join public.call_keys k using (id) where c.vapi_call_id = '${id(7)}'`)).toHaveLength(1);
  });
});
