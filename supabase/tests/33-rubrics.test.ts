import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { type Answer, operation, send, type Tell } from './operations.ts';
import { criterionKeys, rubricOf, scoredRows, scoreOf } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate } from './world.ts';

const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
const long = (n: number) => 'x'.repeat(n);
const a = { p_organization_id: orgs.a };
const hash = /^sha256:[0-9a-f]{64}$/;

const tiers = rubricOf()['outcomeTiers'] as Row;
const texts = rubricOf()['criteria'] as Row;

describe.each(engines)('rubrics on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const save = (as: Tell, version: number, extra: Row = {}, who: Actor = 'ann', more: Row = {}): Promise<Answer> =>
    send(as, who, 'save_rubric', version, { organization_id: orgs.a, content: rubricOf(extra), ...more });
  const organization = async () => (await db.query(`select settings, version from public.organizations where id = '${orgs.a}'`))[0];

  it('is saved with the version the server gives it, read by every member, and brings the settings along', () => story(db, async (as) => {
    await db.exec(`update public.organizations set settings = '{"timezone": "Europe/Lisbon", "brand_terms": ["Old"]}' where id = '${orgs.a}'`);
    for (const who of ladder) expect(await as(who).rpc('get_rubric', a)).toBeNull();
    expect(await save(as, 0, { minCustomerWords: 9, forbiddenPhrases: ['cheap'] }, 'ann', { note: ' First of our own. ' })).toEqual({ result: 'applied', id: orgs.a, version: 1 });
    const first = { organization_id: orgs.a, version: 1, content: rubricOf({ version: '1', minCustomerWords: 9, forbiddenPhrases: ['cheap'] }), note: 'First of our own.', created_by: people.ann.id, created_at: expect.stringMatching(/\+00:00$/) };
    for (const who of ladder) expect([who, await as(who).rpc('get_rubric', a)]).toEqual([who, first]);
    expect(await organization()).toEqual({ version: 3, settings: { timezone: 'Europe/Lisbon', bands: { pass: 80, review: 60 }, min_customer_words: 9, brand_terms: ['Acme'], forbidden_phrases: ['cheap'] } });
    const { version: _, ...content } = rubricOf({ minCustomerWords: 9, forbiddenPhrases: ['cheap'], criteria: { ...texts, flow: 'No loops.' } });
    expect(await send(as, 'ann', 'save_rubric', 1, { organization_id: orgs.a, content })).toEqual({ result: 'applied', id: orgs.a, version: 2 });
    expect(await as('vic').rpc('get_rubric', a)).toMatchObject({ version: 2, note: null, content: { version: '2', criteria: { flow: 'No loops.' } } });
    // The settings were those already: nobody who has them before him is told of a change.
    expect((await organization())?.['version']).toBe(3);
    expect(await as('vic').query('select version from public.rubrics order by 1')).toEqual([{ version: 1 }, { version: 2 }]);
  }));

  it('gives the scores the bands of its thresholds', () => story(db, async (as) => {
    expect(await save(as, 0, { bands: { pass: 70, review: 0 } })).toMatchObject({ result: 'applied' });
    expect(await scoreOf(db)).toEqual([70, 20, 15, 15, 20, 'pass']);
    expect(await db.query(`select status from public.qci_analyses where organization_id = '${orgs.b}'`)).toEqual([{ status: 'review' }]);
    expect(await save(as, 1, { bands: { pass: 100, review: 99 } })).toMatchObject({ result: 'applied' });
    expect((await scoreOf(db)).at(-1)).toBe('fail');
    const told = await as('ann').rpc<Row[]>('who_changed', { ...a, p_from: '2000-01-01', p_to: '2100-01-01' });
    expect(told.slice(0, 3).map((e) => [e['subject_table'], e['action'], e['reason']]).toSorted()).toEqual([['organizations', 'update', null], ['qci_analyses', 'update', 'thresholds'], ['rubrics', 'insert', null]]);
  }));

  it('that would change more than 5000 bands is refused whole', () => story(db, async (as) => {
    await db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, summary)
        select gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', 'one of many' from generate_series(1, 5000);
      insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score)
        select id, 70, 20, 15, 15, 20 from public.calls where summary = 'one of many'`);
    expect(await save(as, 0, { bands: { pass: 65, review: 50 } })).toEqual({ result: 'rejected', code: 'too_long', field: 'bands' });
    expect([await organization(), await as('vic').rpc('get_rubric', a)]).toEqual([{ settings: {}, version: 1 }, null]);
    expect(await save(as, 0)).toMatchObject({ result: 'applied', version: 1 });
    await db.exec(`delete from public.qci_analyses where id = (select id from public.qci_analyses where organization_id = '${orgs.a}' limit 1)`);
    expect(await save(as, 1, { bands: { pass: 65, review: 50 } })).toMatchObject({ result: 'applied', version: 2 });
  }));

  it('is applied once, a duplicate ever after, and a conflict to whoever saw another version', () => story(db, async (as) => {
    const op = operation(0, { organization_id: orgs.a, content: rubricOf() });
    const first = await as('ann').rpc<Answer>('save_rubric', op);
    const after = await scoredRows(db);
    for (let again = 0; again < 3; again += 1) expect(await as('ann').rpc('save_rubric', op)).toEqual({ ...first, result: 'duplicate' });
    for (const version of [0, 2, -1]) expect(await save(as, version)).toEqual({ result: 'conflict', current: await as('ann').rpc('get_rubric', a) });
    expect(await scoredRows(db)).toEqual(after);
    await db.exec('delete from public.rubrics');
    expect(await save(as, 5)).toEqual({ result: 'conflict', current: { organization_id: orgs.a, version: 0, content: null, note: null, created_by: null, created_at: null } });
  }));

  it('is written by admins, read by members, and a stranger learns nothing', () => story(db, async (as) => {
    await save(as, 0);
    const before = await scoredRows(db);
    const forger: Actor = { sub: people.nan.id, user_metadata: { organization_id: orgs.a, role: 'admin' }, app_metadata: { role: 'admin' }, organization_id: orgs.a };
    for (const who of ladder.slice(0, -1)) expect([who, await save(as, 1, {}, who)]).toEqual([who, { result: 'rejected', code: 'forbidden' }]);
    for (const who of ['bob', 'nan', forger] as const) for (const organization_id of [orgs.a, people.rex.id]) expect(await save(as, 1, {}, who, { organization_id })).toEqual({ result: 'rejected', code: 'not_found' });
    expect(await outcome(save(as, 1, {}, 'anon'))).toBe('42501');
    for (const who of ['bob', 'nan', forger, 'anon'] as const) expect(await outcome(as(who).rpc('get_rubric', a))).toBe('42501');
    for (const who of ['bob', 'nan'] as const) expect(await as(who).query('select 1 from public.rubrics')).toEqual([]);
    expect(await as('bob').rpc('get_rubric', { p_organization_id: orgs.b })).toBeNull();
    const direct = ["update public.rubrics set note = 'x'", 'delete from public.rubrics', `insert into public.rubrics (organization_id, version, content) values ('${orgs.a}', 9, '{}')`, `select app.write_save_rubric(0, '{}')`];
    for (const sql of direct) for (const who of [...ladder, 'bob', 'anon'] as const) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
    for (const sql of [direct[0] ?? '', `update public.rubrics set organization_id = '${orgs.b}'`]) expect(await outcome(as('service_role').query(sql))).toBe('42501');
    expect(await scoredRows(db)).toEqual(before);
  }));

  type Bad = [extra: Row, field: string, code?: string];
  const inner = (key: string, of: Row, change: Row): Row => ({ [key]: { ...of, ...change } });
  const tier = (change: Row) => inner('outcomeTiers', tiers, change);
  it.each<Bad>([
    ...Object.keys(rubricOf()).filter((key) => key !== 'version').map((key): Bad => [{ [key]: undefined }, key]), [{ mood: 1 }, 'mood'],
    ...[null, [], 7, 'x', { pass: 80 }, { pass: 60, review: 60 }, { pass: 101, review: 1 }, { pass: 1, review: -1 }, { pass: 80.5, review: 60 }, { pass: '80', review: 60 }].map((bands): Bad => [{ bands }, bands !== null && typeof bands === 'object' && Object.keys(bands).length === 1 ? 'review' : 'bands']),
    [{ bands: { pass: 80, review: 60, fail: 0 } }, 'fail'], ...[null, -1, 1001, 1.5, '5'].map((minCustomerWords): Bad => [{ minCustomerWords }, 'minCustomerWords']),
    ...(['brandTerms', 'forbiddenPhrases'] as const).flatMap((key) => [null, {}, 'x', [7], [''], [' '], [long(201)], Array.from({ length: 201 }, () => 'x')].map((list): Bad => [{ [key]: list }, key])),
    ...[{ recognition: 8 }, { compliance: -1 }, { alternatives: 7 }, { recognition: null }, { alternatives: 1.5 }].map((change): Bad => [inner('withoutObjection', { recognition: 7, compliance: 7, alternatives: 3 }, change), 'withoutObjection']),
    [inner('withoutObjection', { recognition: 7, compliance: 7, alternatives: 3 }, { brand: 1 }), 'brand'],
    ...[{ meeting: [25, 29] }, { meeting: [26, 30] }, { nothing: [1, 5] }, { warm_lead: [24, 16] }, { callback: [11] }, { callback: [11, 15, 16] }, { callback: 'x' }, { callback: ['11', 15] }, { callback: [11, 15.5] }, { callback: null }, { information: [6, 31] }, { nothing: [0, 6] }].map((change): Bad => [tier(change), 'outcomeTiers']),
    [tier({ sold: [0, 1] }), 'sold'], [tier({ nothing: undefined }), 'nothing'],
    ...criterionKeys.flatMap((key) => ['', ' \n', long(2001), 7, null].map((text): Bad => [inner('criteria', texts, { [key]: text }), key])), [inner('criteria', texts, { flow: undefined }), 'flow'], [inner('criteria', texts, { charm: 'x' }), 'charm'],
    [{ brandTerms: Array.from({ length: 200 }, () => long(200)), forbiddenPhrases: Array.from({ length: 200 }, () => long(200)) }, 'content', 'too_long'],
  ])('a bad rubric is rejected and leaves nothing behind: %#', (extra, field, code = 'invalid') => story(db, async (as) => {
    const before = await scoredRows(db);
    expect(await save(as, 0, extra)).toEqual({ result: 'rejected', code, field });
    expect(await scoredRows(db)).toEqual(before);
  }));

  it('a patch that is none is rejected', () => story(db, async (as) => {
    for (const content of [null, [], 'x', 7, undefined]) expect(await save(as, 0, {}, 'ann', { content })).toEqual({ result: 'rejected', code: 'invalid', field: 'content' });
    expect(await save(as, 0, {}, 'ann', { note: 7 })).toEqual({ result: 'rejected', code: 'invalid', field: 'note' });
    expect(await save(as, 0, {}, 'ann', { note: long(4001) })).toEqual({ result: 'rejected', code: 'too_long', field: 'note' });
    expect(await save(as, 0, {}, 'ann', { created_by: people.rex.id })).toEqual({ result: 'rejected', code: 'invalid', field: 'created_by' });
    expect(await save(as, 0, {}, 'ann', { organization_id: 'x' })).toEqual({ result: 'rejected', code: 'invalid', field: 'organization_id' });
  }));

  it('both ends of every range are taken', () => story(db, async (as) => {
    const ends: Row[] = [
      { bands: { pass: 1, review: 0 }, minCustomerWords: 0, brandTerms: [], withoutObjection: { recognition: 0, compliance: 0, alternatives: 0 } },
      { bands: { pass: 100, review: 99 }, minCustomerWords: 1000, brandTerms: Array.from({ length: 200 }, (_, n) => `${n}`), forbiddenPhrases: [long(200)], withoutObjection: { recognition: 7, compliance: 7, alternatives: 6 } },
      { outcomeTiers: { meeting: [30, 30], warm_lead: [29, 29], callback: [28, 28], information: [27, 27], nothing: [0, 26] }, criteria: Object.fromEntries(criterionKeys.map((key) => [key, long(2000)])), version: { any: 'thing' } },
    ];
    for (const [version, extra] of ends.entries()) expect(await save(as, version, extra)).toMatchObject({ result: 'applied', version: version + 1 });
  }));

  it('history tells that there is a new one, of which version and by whom, and none of its words', () => story(db, async (as) => {
    const words = 'canary Анна 5551234';
    await save(as, 0, { brandTerms: [words], criteria: { ...texts, flow: words } }, 'ann', { note: words });
    const [entry] = (await as('vic').rpc<Row[]>('who_changed', { ...a, p_from: '2000-01-01', p_to: '2100-01-01' })).filter((e) => e['subject_table'] === 'rubrics');
    expect(entry).toMatchObject({ action: 'insert', actor: people.ann.id, subject_id: orgs.a, before: null, after: { version: 1, created_by: people.ann.id, content: expect.stringMatching(hash), note: expect.stringMatching(hash) } });
    expect(await db.query("select count(*)::int as n from public.history h where to_jsonb(h)::text ~* 'canary|Анна|5551234'")).toEqual([{ n: 0 }]);
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));
});
