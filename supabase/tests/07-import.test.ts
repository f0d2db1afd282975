import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { actAs, orgs, people, type Person, populate, rows } from './world.ts';

interface Answer {
  vapi_call_id: string;
  result: string;
  reason?: string;
}

const uuid = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A report as the importer sends it. */
function report(n: number, call: Row = {}, rest: Row = {}): Row & { call: Row } {
  return {
    call: {
      vapi_call_id: uuid(n), created_at: '2026-10-01T08:00:00.123Z', call_type: 'inbound', status: 'ended',
      ended_reason: 'customer-ended-call', outcome_bucket: 'completed', started_at: '2026-10-01T08:00:01Z',
      ended_at: '2026-10-01T08:01:01Z', transcript: 'AI: Hi. User: Hello.', cost: 0.12345678, recording_state: 'remote',
      recording_url: 'https://example.com/a.wav', source_updated_at: '2026-10-01T08:01:05Z', raw_data: { id: uuid(n), extra: null },
      turns: { version: 1, turns: [{ kind: 'speech', index: 0, name: null }] }, ...call,
    },
    assistant: { vapi_assistant_id: uuid(900), name: 'Reception', configuration: { model: 'x' } },
    phone_number: { vapi_phone_id: uuid(800), phone_number: null, country_code: null },
    prompt: { content: 'You are the reception.' },
    participants: [
      { participant_type: 'agent', participant_name: 'Reception', talk_time_seconds: 20 },
      { participant_type: 'customer', phone_number: '+15550001', join_time: '2026-10-01T08:00:01Z' },
    ],
    ...rest,
  };
}

describe.each(engines)('import on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const send = (items: unknown, who: Person = 'ed') =>
    actAs(db, who, (s) => s.rpc<Answer[]>('import_calls', { p_organization_id: people[who].org, p_items: JSON.stringify(items) }), { keep: true });
  const results = async (items: unknown[], who: Person = 'ed') => (await send(items, who)).map((a) => a.result);
  const stored = async (n: number) => (await db.query(`select * from public.calls where vapi_call_id = '${uuid(n)}'`))[0];
  const one = async (sql: string) => (await db.query(sql))[0];

  it('needs an editor', async () => {
    for (const who of ['vic', 'rex', 'cora'] as const) expect(await outcome(send([], who))).toBe('42501');
    for (const who of ['ed', 'ann'] as const) expect(await send([], who)).toEqual([]);
  });

  it('stores a call with everything it names, and a second time changes nothing', async () => {
    expect(await send([report(1)])).toEqual([{ vapi_call_id: uuid(1), result: 'inserted' }]);
    const before = await stored(1);
    expect(before).toMatchObject({ duration_seconds: 60, outcome_bucket: 'completed', raw_data: { id: uuid(1), extra: null } });
    const everything = () => db.query(`select to_jsonb(t) as row from (
      select to_jsonb(a) from public.assistants a union all select to_jsonb(p) from public.prompts p
      union all select to_jsonb(n) from public.phone_numbers n union all select to_jsonb(c) from public.call_participants c) t order by 1`);
    const all = await everything();
    expect(await results([report(1), report(1)])).toEqual(['unchanged', 'unchanged']);
    expect(await stored(1)).toEqual(before);
    expect(await everything()).toEqual(all);
    expect(await one(`select v.version, v.is_current, a.name, n.phone_number, (select count(*)::int from public.call_participants p where p.call_id = c.id) as people
      from public.calls c join public.prompts v on v.id = c.prompt_id join public.assistants a on a.id = c.assistant_id and a.current_prompt_id = v.id
      join public.phone_numbers n on n.id = c.phone_number_id where c.vapi_call_id = '${uuid(1)}'`))
      .toEqual({ version: 1, is_current: true, name: 'Reception', phone_number: '', people: 2 });
  });

  it('a later report wins where it knows something, and never moves the call or wakes it up', async () => {
    await send([report(2)]);
    const later = report(2, {
      source_updated_at: '2026-10-01T09:00:00Z', created_at: '2026-11-01T00:00:00Z', status: 'in-progress', summary: 'A short talk',
      transcript: '', recording_state: 'none', cost: 0, ended_reason: null, success_evaluation: 'true',
    }, { participants: [] });
    expect(await results([later])).toEqual(['updated']);
    expect(await stored(2)).toMatchObject({
      status: 'ended', summary: 'A short talk', transcript: 'AI: Hi. User: Hello.', recording_state: 'remote', success_evaluation: 'true',
      ended_reason: 'customer-ended-call', created_at: (await stored(1))?.['created_at'],
    });
    expect(await one(`select count(*)::int as n from public.call_participants p join public.call_keys k on k.id = p.call_id where k.vapi_call_id = '${uuid(2)}'`)).toEqual({ n: 2 });
    expect(await results([later])).toEqual(['unchanged']);
  });

  it('an earlier report only fills what is missing', async () => {
    await send([report(3, { summary: 'late', source_updated_at: '2026-10-01T09:00:00Z' })]);
    const earlier = report(3, { summary: 'early', customer_number: '+15551234', source_updated_at: '2026-10-01T08:00:00Z' });
    expect(await results([earlier])).toEqual(['updated']);
    const call = await stored(3);
    expect(call).toMatchObject({ summary: 'late', customer_number: '+15551234' });
    expect(new Date(call?.['source_updated_at'] as string).toISOString()).toBe('2026-10-01T09:00:00.000Z');
  });

  it('the order in which reports arrive does not matter', async () => {
    const first = (n: number) => report(n, { status: 'in-progress', outcome_bucket: null, ended_at: null, transcript: null, source_updated_at: '2026-10-01T08:00:30Z', customer_number: '+1' });
    const second = (n: number) => report(n, { summary: 'done' });
    await send([first(4)]); await send([second(4)]);
    await send([second(5)]); await send([first(5)]);
    // The stamps hold a hash of the report, whose ids differ here.
    const strip = ({ id, vapi_call_id, raw_data, updated_at, merge_stamps, ...rest }: Row) => rest;
    expect(strip((await stored(4)) ?? {})).toEqual(strip((await stored(5)) ?? {}));
  });

  it('a call that another organization holds is set aside, without a trace in either', async () => {
    await send([report(6)]);
    const before = await db.query("select count(*)::int as n from public.assistants");
    const theirs = report(6, { summary: 'stolen' }, { assistant: { vapi_assistant_id: uuid(901), name: 'B' } });
    expect(await send([theirs], 'bob')).toEqual([{ vapi_call_id: uuid(6), result: 'held_elsewhere' }]);
    expect(await db.query("select count(*)::int as n from public.assistants")).toEqual(before);
    expect((await stored(6))?.['summary']).toBeNull();
    const asked = await actAs(db, 'bob', (s) => s.rpc('calls_for_import', { p_organization_id: orgs.b, p_vapi_call_ids: [uuid(6), uuid(7)] }));
    expect(asked).toEqual([
      { vapi_call_id: uuid(6), held_elsewhere: true, call: null }, { vapi_call_id: uuid(7), held_elsewhere: false, call: null },
    ]);
  });

  it('an assistant that another organization holds leaves the call its name', async () => {
    const theirs = report(8, { assistant_name: 'Shared' }, { assistant: { vapi_assistant_id: rows.a.assistant, name: 'X' } });
    expect(await results([theirs], 'bob')).toEqual(['inserted']);
    expect(await stored(8)).toMatchObject({ assistant_id: null, assistant_name: 'Shared', prompt_id: null, organization_id: orgs.b });
    expect(await one(`select name from public.assistants where id = '${rows.a.assistant}'`)).toEqual({ name: 'Assistant A' });
  });

  it('what is too long is cut and what is out of range is clamped', async () => {
    const long = report(9, {
      ended_reason: 'x'.repeat(500), customer_number: '9'.repeat(50), status: 's'.repeat(60), call_type: 'c'.repeat(60), cost: 123456,
    }, { assistant: { vapi_assistant_id: uuid(902), name: 'n'.repeat(400) }, participants: [{ participant_type: 't'.repeat(40), participant_name: 'n'.repeat(400) }] });
    expect(await send([long])).toEqual([{ vapi_call_id: uuid(9), result: 'inserted' }]);
    const call = await stored(9);
    expect([String(call?.['ended_reason']).length, String(call?.['customer_number']).length, String(call?.['cost'])]).toEqual([100, 20, '9999.999999']);
    expect(await results([long])).toEqual(['unchanged']);
  });

  it('one bad report takes none of the others with it', async () => {
    const answers = await send([
      report(10), report(11, { started_at: 'infinity' }), report(12, { cost: 'dear' }), report(13, { call_type: null }), { call: {} }, 'text', null,
      report(14, { vapi_call_id: 'no uuid' }), report(15, { outcome_bucket: 'splendid' }), report(16, {}, { participants: [{}] }),
      report(17, {}, { participants: 'none', assistant: [], prompt: 7, phone_number: null }), report(18),
    ]);
    expect(answers.map((a) => a.result)).toEqual([
      'inserted', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'inserted', 'inserted',
    ]);
    expect(answers.filter((a) => a.result === 'rejected').every((a) => (a.reason ?? '').length > 8)).toBe(true);
    for (const n of [11, 12, 13, 15, 16]) expect(await stored(n)).toBeUndefined();
  });

  it.each<[string, Row, string]>([
    ['a cost in words', { cost: 'dear' }, 'A value in it is not of the kind its field needs (22P02).'],
    ['a day that is none', { started_at: '2026-02-31T00:00:00Z' }, 'A date in it cannot be read or is out of range (22008).'],
    ['a date in words', { started_at: 'soon' }, 'A date in it cannot be read or is out of range (22007).'],
    ['a date before all calls', { started_at: '1970-01-01T00:00:00Z' }, 'A value in it is outside what is allowed (23514).'],
    ['no type', { call_type: null }, 'Something that every call needs is missing (23502).'],
    ['a stamp that is none', { merge_stamps: ['2026'] }, 'It is not written as a report of a call is (22023).'],
    ['a stamp without end', { merge_stamps: { summary: 'x'.repeat(101) } }, 'It is not written as a report of a call is (22023).'],
    ['no id', { vapi_call_id: '' }, 'It is not written as a report of a call is (22023).'],
  ])('%s is refused in plain words, which quote nothing and keep the code', async (_what, call, reason) => {
    const [answer] = await send([report(50, call)]);
    expect(answer).toMatchObject({ result: 'rejected', reason });
  });

  it('a call of eighty years is stored, and its length is not known', async () => {
    expect(await results([report(51, { started_at: '2000-01-01T00:00:00Z', ended_at: '2099-12-31T00:00:00Z' })])).toEqual(['inserted']);
    expect(await stored(51)).toMatchObject({ duration_seconds: null });
  });

  it('answers in the order it was asked, and takes at most 200', async () => {
    const items = Array.from({ length: 200 }, (_, n) => report(1200 - n));
    expect((await send(items)).map((a) => a.vapi_call_id)).toEqual(items.map((i) => i.call['vapi_call_id']));
    expect(await outcome(send([...items, report(1)]))).toBe('22023');
    expect(await outcome(send({}))).toBe('22023');
  });

  it('a new prompt text becomes the next version and leaves the one in force alone', async () => {
    await send([report(20, {}, { prompt: { content: 'You are the new reception.' } }), report(21)]);
    const used = await db.query(`select v.version, v.is_current from public.calls c join public.prompts v on v.id = c.prompt_id
      where c.vapi_call_id in ('${uuid(20)}', '${uuid(21)}') order by 1`);
    expect(used).toEqual([{ version: 1, is_current: true }, { version: 2, is_current: false }]);
  });

  it('nobody can use up the numbers of the versions, and the highest the server can take leaves room for the import', async () => {
    const insert = (version: number) => db.exec(`insert into public.prompts (assistant_id, version, content)
      values ('${rows.a.assistant}', ${version}, 'by hand ${version}')`);
    for (const version of [2147483647, 1000001, 0, -1]) expect([version, await outcome(insert(version))]).toEqual([version, '23514']);
    for (const version of [1000000, 2, 4]) await insert(version);
    const versions = [];
    for (const n of [40, 41, 42]) {
      const item = report(n, {}, { assistant: { vapi_assistant_id: rows.a.assistant, name: 'A' }, prompt: { content: `text ${n}` } });
      expect(await send([item])).toEqual([{ vapi_call_id: uuid(n), result: 'inserted' }]);
      versions.push((await one(`select v.version from public.calls c join public.prompts v on v.id = c.prompt_id where c.vapi_call_id = '${uuid(n)}'`))?.['version']);
    }
    expect(versions).toEqual([5, 6, 7]);
  });

  it('a number and an assistant that were blank are filled in, and then left alone', async () => {
    const with_ = (n: number, digits: string, name: string) => report(n, {}, {
      phone_number: { vapi_phone_id: uuid(801), phone_number: digits, country_code: 'US' }, assistant: { vapi_assistant_id: uuid(903), name },
    });
    await send([with_(30, '', '')]);
    await send([with_(31, '+15550100', 'Named')]);
    await send([with_(32, '+19999999', 'Renamed')]);
    expect(await one(`select n.phone_number, a.name from public.phone_numbers n, public.assistants a
      where n.vapi_phone_id = '${uuid(801)}' and a.vapi_assistant_id = '${uuid(903)}'`)).toEqual({ phone_number: '+15550100', name: 'Named' });
  });

  it('an object of very many keys takes no more than its share of time, coming and going', async () => {
    const wide = Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`field ${n}`, n]));
    const started = performance.now();
    expect(await results([report(60, { customer_info: wide, metadata: { variableValues: wide }, structured_data: wide, raw_data: { wide } })])).toEqual(['inserted']);
    const [entry] = await actAs(db, 'ed', (s) => s.rpc<{ call: Row }[]>('calls_for_import', { p_organization_id: orgs.a, p_vapi_call_ids: [uuid(60)] }));
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(entry?.call).toMatchObject({ customer_info: wide, metadata: { variableValues: wide }, structured_data: wide, raw_data: { wide } });
  });

  it('gives the importer what it needs to merge, and the call screen everything but the payload', async () => {
    const [entry] = await actAs(db, 'ed', (s) => s.rpc<{ call: Row }[]>('calls_for_import', { p_organization_id: orgs.a, p_vapi_call_ids: [uuid(1)] }));
    expect(entry?.call).toMatchObject({ vapi_call_id: uuid(1), turns: { version: 1 }, source_updated_at: '2026-10-01T08:01:05+00:00' });
    expect(entry?.call['raw_data']).toEqual({ id: uuid(1), extra: null });
    const args = { p_organization_id: orgs.a, p_call_id: entry?.call['id'] };
    const call = await actAs(db, 'vic', (s) => s.rpc<Row>('get_call', args));
    expect(call).toMatchObject({
      assistant: { name: 'Reception' }, prompt: { version: 1 }, phone_number: { phone_number: '' }, analysis: null, reviewed_by_name: null,
      duration_seconds: 60, participants: [{ participant_type: 'customer' }, { participant_type: 'agent', talk_time_seconds: 20 }],
    });
    expect(Object.keys(call)).not.toEqual(expect.arrayContaining(['raw_data']));
    expect(Object.keys(call)).not.toEqual(expect.arrayContaining(['search']));
    expect(await actAs(db, 'vic', (s) => s.rpc('get_call_raw', args))).toEqual({ id: uuid(1), extra: null });
    const seeded = await actAs(db, 'vic', (s) => s.rpc<Row>('get_call', { p_organization_id: orgs.a, p_call_id: rows.a.call }));
    expect(seeded['analysis']).toMatchObject({ qci_total_score: 70, status: 'review' });
  });
});
