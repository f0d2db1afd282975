import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { type Answer, operation, send, type Tell } from './operations.ts';
import { addCall, analysisOf, type Criterion, criterionKeys, judged, MOST, points, record, scoredRows, scoreOf, unjudged } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const fresh = '0000000d-0000-4000-8000-000000000078';
const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
const rejected = (field: string, code = 'invalid') => ({ result: 'rejected', code, field });

describe.each(engines)('reviews on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const patch = (scores: unknown = points, extra: Row = {}): Row => ({ call_id: call, scores, was_blind: true, seconds: 95, ...extra });
  const complete = (as: Tell, version: number, extra: Row = {}, who: Actor = 'rex', scores: unknown = points): Promise<Answer> => send(as, who, 'complete_review', version, patch(scores, extra));
  const reviews = async () => (await db.query('select to_jsonb(v) as row from public.call_reviews v order by v.reviewer_id')).map(({ row }) => row as Row);

  it('is kept with the sums the server makes, and its author stands for the score, which stays', () => story(db, async (as) => {
    const run = await record(as, 'cora', judged(1, { outcome: 30 }));
    const before = await analysisOf(db);
    const answer = await complete(as, 2, { run_id: run.id }, 'rex', { ...points, brand: 20, outcome: 25 });
    expect(answer).toEqual({ result: 'applied', id: expect.any(String), call_id: call, version: 3, review_version: 1, qci_total_score: 80, status: 'pass' });
    expect(await reviews()).toEqual([{
      id: answer['id'], organization_id: orgs.a, call_id: call, reviewer_id: people.rex.id, run_id: run.id, scores: { ...points, brand: 20, outcome: 25 }, dynamics_score: 20, objections_score: 15,
      brand_score: 20, outcome_score: 25, qci_total_score: 80, status: 'pass', was_blind: true, seconds: 95, completed_at: expect.any(String), version: 1,
    }]);
    expect(await analysisOf(db)).toEqual({ ...before, version: 3, reviewed_by: people.rex.id, reviewed_at: (await reviews())[0]?.['completed_at'] });
  }));

  it('replaces the person\'s own and no other\'s', () => story(db, async (as) => {
    const first = await complete(as, 1);
    await complete(as, 2, { seconds: 0, was_blind: false }, 'cora');
    const again = await complete(as, 3, { seconds: 7, was_blind: false, run_id: null }, 'rex', { ...points, flow: 0 });
    expect(again).toEqual({ ...first, version: 4, review_version: 2, qci_total_score: 64 });
    expect(await reviews()).toMatchObject([
      { reviewer_id: people.cora.id, qci_total_score: 70, version: 1, seconds: 0, was_blind: false, run_id: null },
      { id: first['id'], reviewer_id: people.rex.id, qci_total_score: 64, dynamics_score: 14, scores: { flow: 0 }, version: 2, seconds: 7, was_blind: false },
    ]);
    expect(await analysisOf(db)).toMatchObject({ qci_total_score: 70, reviewed_by: people.rex.id });
    expect((await as('vic').rpc<Row[]>('call_history', { p_call_id: call })).slice(1).map((e) => [e['subject_table'], e['action'], e['actor_name'], e['after']])).toEqual([
      ['call_reviews', 'insert', 'Rex', expect.objectContaining({ scores: points, reviewer_id: people.rex.id, status: 'review', seconds: 95, was_blind: true })], ['qci_analyses', 'update', 'Rex', expect.objectContaining({ reviewed_by: people.rex.id })],
      ['call_reviews', 'insert', 'Cora', expect.objectContaining({ seconds: 0 })], ['qci_analyses', 'update', 'Cora', expect.objectContaining({ reviewed_by: people.cora.id })],
      ['call_reviews', 'update', 'Rex', expect.objectContaining({ scores: { ...points, flow: 0 }, qci_total_score: 64, version: 2 })], ['qci_analyses', 'update', 'Rex', expect.objectContaining({ reviewed_by: people.rex.id })],
    ]);
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));

  it.each([[{}, 'review', 'pass'], [{ bands: { pass: 71, review: 70 } }, 'review', 'review'], [{ bands: { pass: 70, review: 0 } }, 'pass', 'pass']] as const)('with the settings %j 70 points are %s', (settings, band, later) => story(db, async (as) => {
    await db.exec(`update public.organizations set settings = '${JSON.stringify(settings)}' where id = '${orgs.a}'`);
    expect(await complete(as, 1)).toMatchObject({ qci_total_score: 70, status: band });
    // New thresholds are for scores that count, not for what somebody decided under the old ones.
    await send(as, 'ann', 'change_organization', 2, { organization_id: orgs.a, settings: { bands: { pass: later === 'pass' ? 60 : 90, review: 50 } } });
    expect(await reviews()).toMatchObject([{ status: band }]);
  }));

  it('is applied once, a duplicate ever after, and a conflict to whoever saw another version', () => story(db, async (as) => {
    const op = operation(1, patch());
    const first = await as('rex').rpc<Answer>('complete_review', op);
    const after = await scoredRows(db);
    for (let again = 0; again < 3; again += 1) expect(await as('rex').rpc('complete_review', op)).toEqual({ ...first, result: 'duplicate' });
    for (const version of [1, 3, 0, -1]) expect(await complete(as, version, {}, 'cora')).toMatchObject({ result: 'conflict', current: { call_id: call, version: 2, reviewed_by: people.rex.id } });
    expect(await scoredRows(db)).toEqual(after);
    await record(as, 'cora', judged(1));
    expect(await complete(as, 2)).toMatchObject({ result: 'applied', version: 3, review_version: 2 });
  }));

  it('from reviewer upwards, to members only, and a stranger learns nothing', () => story(db, async (as) => {
    await complete(as, 1);
    const before = await scoredRows(db);
    const forger: Actor = { sub: people.nan.id, user_metadata: { organization_id: orgs.a, role: 'admin' }, app_metadata: { role: 'admin' }, organization_id: orgs.a };
    expect(await complete(as, 2, {}, 'vic')).toEqual({ result: 'rejected', code: 'forbidden' });
    for (const who of ['bob', 'nan', forger] as const) for (const call_id of [call, fresh]) expect(await complete(as, 2, { call_id }, who)).toEqual({ result: 'rejected', code: 'not_found' });
    expect(await outcome(complete(as, 2, {}, 'anon'))).toBe('42501');
    expect(await scoredRows(db)).toEqual(before);
    for (const who of ladder.slice(1)) {
      await db.exec('savepoint rung');
      expect([who, await complete(as, 2, {}, who)]).toMatchObject([who, { result: 'applied', version: 3 }]);
      await db.exec('rollback to savepoint rung');
    }
    for (const who of ladder) expect([who, await as(who).query('select reviewer_id from public.call_reviews')]).toEqual([who, [{ reviewer_id: people.rex.id }]]);
    for (const who of ['bob', 'nan'] as const) expect([who, await as(who).query('select 1 from public.call_reviews')]).toEqual([who, []]);
    const direct = ['delete from public.call_reviews', 'update public.call_reviews set seconds = 1', `insert into public.call_reviews select * from public.call_reviews`, `select app.write_complete_review(1, '{}')`];
    for (const sql of direct) for (const who of [...ladder, 'bob', 'anon'] as const) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
  }));

  it('speaks of a run of this call or of none', () => story(db, async (as) => {
    await addCall(db, fresh);
    const [other, none] = [await record(as, 'rex', judged(1, {}, { call_id: fresh })), await record(as, 'rex', unjudged(2))];
    for (const run_id of [other.id, fresh]) expect(await complete(as, 1, { run_id })).toEqual(rejected('run_id', 'not_found'));
    for (const run_id of [7, 'x', {}]) expect(await complete(as, 1, { run_id })).toEqual(rejected('run_id'));
    expect(await complete(as, 1, { run_id: none.id })).toMatchObject({ result: 'applied' });
    await as('service_role').query(`delete from public.qci_runs where id = '${none.id}'`);
    expect(await reviews()).toMatchObject([{ run_id: null, qci_total_score: 70 }]);
    await db.exec(`delete from public.qci_analyses where call_id = '${fresh}'`);
    expect(await complete(as, 1, { call_id: fresh })).toEqual(rejected('call_id', 'not_found'));
  }));

  it('of all points and of none is taken, also of a call no machine could judge', () => story(db, async (as) => {
    await db.exec(`update public.qci_analyses set dynamics_score = null, objections_score = null, brand_score = null, outcome_score = null, qci_total_score = null where call_id = '${call}'`);
    expect(await complete(as, 2, {}, 'rex', MOST)).toMatchObject({ result: 'applied', qci_total_score: 100, status: 'pass' });
    expect(await complete(as, 3, {}, 'cora', Object.fromEntries(criterionKeys.map((key) => [key, 0])))).toMatchObject({ result: 'applied', qci_total_score: 0, status: 'fail' });
    expect(await scoreOf(db)).toEqual([null, null, null, null, null, null]);
  }));

  type Bad = [scores: unknown, extra: Row, field: string];
  const wrong = (key: Criterion): unknown[] => [MOST[key] + 1, -1, 0.5, '1', null, true, [], 1e300, undefined];
  it.each<Bad>([
    ...[null, undefined, [], 'x', 7].map((scores): Bad => [scores, {}, 'scores']), [{}, {}, 'talk_balance'], [{ ...points, charm: 1 }, {}, 'charm'],
    ...criterionKeys.flatMap((key) => wrong(key).map((value): Bad => [{ ...points, [key]: value }, {}, key])),
    ...[null, undefined, 'yes', 1].map((was_blind): Bad => [points, { was_blind }, 'was_blind']), ...[null, undefined, -1, 1.5, '7', 2 ** 31].map((seconds): Bad => [points, { seconds }, 'seconds']),
    [points, { call_id: 'x' }, 'call_id'], [points, { reviewer_id: people.cora.id }, 'reviewer_id'], [points, { status: 'pass' }, 'status'], [points, { qci_total_score: 100 }, 'qci_total_score'],
  ])('a bad patch is rejected and leaves nothing behind: %#', (scores, extra, field) => story(db, async (as) => {
    const before = await scoredRows(db);
    expect(await send(as, 'rex', 'complete_review', 1, { ...patch(null, extra), scores })).toEqual(rejected(field));
    expect(await scoredRows(db)).toEqual(before);
  }));

  it('a row that says otherwise than its points is refused, whoever writes it', () => story(db, async (as) => {
    await complete(as, 1);
    for (const change of ['dynamics_score = 21, qci_total_score = 71', 'qci_total_score = 71', "scores = scores - 'flow'", `scores = scores || '{"outcome": 1}'`, 'seconds = -1'])
      expect([change, await outcome(as('service_role').query(`update public.call_reviews set ${change}`))]).toEqual([change, '23514']);
    expect(await outcome(as('service_role').query(`update public.call_reviews set call_id = '${rows.b.call}'`))).toBe('42501');
  }));
});
