import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import { orgs, populate, rows } from './world.ts';

describe.each(engines)('calls on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const insert = (columns: string, values: string) =>
    db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, ${columns})
      values (gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', ${values}) returning id`);

  it.each([
    ['2026-02-28 23:59:59.999999+00', 'calls_2026_02'],
    ['2026-03-01 00:00:00+00', 'calls_2026_03'],
    ['2026-03-01 01:00:00+03', 'calls_2026_02'],
    ['2001-01-01 00:00:00+00', 'calls_default'],
    ['2099-12-31 00:00:00+00', 'calls_default'],
  ])('a call of %s lands in %s', async (date, partition) => {
    const [row] = await insert('created_at', `'${date}'`);
    const [place] = await db.query(`select tableoid::regclass::text as name from public.calls where id = '${row?.id}'`);
    expect(place?.['name']).toBe(`app_partitions.${partition}`);
  });

  it.each(['created_at', 'started_at', 'ended_at', 'source_updated_at'])('%s must be a real date', async (column) => {
    for (const value of ['infinity', '-infinity', '9999-01-01', '1970-01-01'])
      expect([value, await outcome(insert(column, `'${value}'`))]).toEqual([value, '23514']);
  });

  it('an id, a Vapi id, a date and an organization are set once', async () => {
    const where = `where id = '${rows.a.call}'`;
    for (const change of ['id = gen_random_uuid()', 'vapi_call_id = gen_random_uuid()', "created_at = created_at + interval '1 hour'", `organization_id = '${orgs.b}'`])
      expect(await outcome(db.exec(`update public.calls set ${change} ${where}`))).toBe('42501');
  });

  it('a Vapi id exists once over all months and organizations', async () => {
    const again = `insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at)
      values ('${rows.a.vapiCall}', '${orgs.b}', 'inbound', 'ended', '2025-01-01')`;
    expect(await outcome(db.exec(again))).toBe('23505');
  });

  it('a call that goes takes its key and all that hangs off it along', async () => {
    await db.exec(`begin; delete from public.calls where id = '${rows.a.call}'`);
    for (const table of ['call_keys where id', 'qci_analyses where call_id', 'call_participants where call_id'])
      expect(await db.query(`select 1 from public.${table} = '${rows.a.call}'`)).toEqual([]);
    await db.exec('rollback');
  });

  it('keeps the seed\'s rounding of the duration, and null for a call that never connected', async () => {
    const [row] = await insert('started_at, ended_at', "'2026-03-15 10:00:00.4+00', '2026-03-15 10:00:10+00'");
    const [call] = await db.query(`select duration_seconds from public.calls where id = '${row?.id}'`);
    expect(call?.['duration_seconds']).toBe(10);
    const [never] = await insert('started_at', 'null');
    expect((await db.query(`select duration_seconds from public.calls where id = '${never?.id}'`))[0]?.['duration_seconds']).toBeNull();
  });

  it('has no duration where a clock was decades off', async () => {
    const [row] = await db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, started_at, ended_at)
      values (gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', '2000-01-01T00:00:00Z', '2099-12-31T00:00:00Z') returning id`);
    expect(await db.query(`select duration_seconds from public.calls where id = '${row?.id}'`)).toEqual([{ duration_seconds: null }]);
  });

  it('has no duration where two reports disagree so far that the end comes before the start', async () => {
    const [row] = await insert('started_at, ended_at', "'2026-03-15 10:00:10+00', '2026-03-15 10:00:00+00'");
    expect(await db.query(`select duration_seconds from public.calls where id = '${row?.id}'`)).toEqual([{ duration_seconds: null }]);
  });

  it('a score is the sum of its parts, and without a score there is no band', async () => {
    const set = (change: string) => outcome(db.exec(`begin; update public.qci_analyses set ${change}; rollback`).catch(async (error: unknown) => {
      await db.exec('rollback');
      throw error;
    }));
    expect(await set('qci_total_score = 71')).toBe('23514');
    expect(await set('dynamics_score = 21')).toBe('23514');
    expect(await set('dynamics_score = 21, qci_total_score = 71')).toBe('ok');
    expect(await set('dynamics_score = null')).toBe('23514');
    expect(await set("status = 'splendid'")).toBe('23514');
    const [call] = await insert('summary', "'unscored'");
    const [row] = await db.query(`insert into public.qci_analyses (call_id) values ('${call?.id}') returning status, organization_id`);
    expect(row).toEqual({ status: null, organization_id: orgs.a });
  });

  // The worst texts for a tsvector, which holds 1 MB: distinct words, wide letters, characters that fold into eighteen.
  it.each([
    ['200,000 distinct words', "(select string_agg(md5(n::text), ' ') from generate_series(1, 200000) n)"],
    ['distinct four-byte words', "(select string_agg(chr(131072 + n % 40000) || chr(131072 + n / 40000 + 7), ' ') from generate_series(1, 130000) n)"],
    ['single four-byte letters', "(select string_agg(chr(131072 + n % 42000), ' ') from generate_series(1, 200000) n)"],
    ['four-byte letters in long words', "(select string_agg(chr(131072 + n % 40000) || case when n % 400 = 0 then ' ' else '' end, '') from generate_series(1, 260000) n)"],
    ['ligatures that expand', "repeat(chr(65018) || ' ', 150000)"],
    ['Cyrillic in short words', "(select string_agg(chr(1072 + n % 32) || chr(1072 + n / 32 % 32) || chr(1072 + n / 1024 % 32) || chr(1072 + n / 32768), ' ') from generate_series(1, 250000) n)"],
    ['5 MB without a space', "repeat('x', 5000000)"],
    ['a million lines', "repeat(E'\\n', 1000000)"],
  ])('a transcript of %s is stored', async (_, transcript) => {
    const [row] = await insert('transcript', transcript);
    const [call] = await db.query<{ whole: number; size: number }>(`select length(transcript) as whole, pg_column_size(search) as size
      from public.calls where id = '${row?.id}'`);
    expect(call?.whole).toBeGreaterThan(200_000);
    await db.exec(`delete from public.calls where id = '${row?.id}'`);
  });
});
