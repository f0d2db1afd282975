import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { type Answer, operation, score, send, type Tell } from './operations.ts';
import { analysisOf, type Criterion, criteriaOf, judged, MOST, points, record, scoredRows, scoreOf, withEvidence } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
const parts: Criterion[] = ['talk_balance', 'flow', 'engagement', 'recognition', 'compliance', 'alternatives'];
const rejected = (field: string) => ({ result: 'rejected', code: 'invalid', field });

describe.each(engines)('overrides by criterion on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await withEvidence(db);
  });
  afterAll(() => db?.close());

  /** The world begins with version 2: its evidence was written after its scores. */
  const set = (as: Tell, version: number, criterion: string, value: unknown, who: Actor = 'rex', extra: Row = {}): Promise<Answer> =>
    send(as, who, 'override_score', version, { call_id: call, criterion, value, ...(value === null ? {} : { reason: 'missed_moment' }), ...extra });
  const overrides = async () => (await analysisOf(db))?.['overrides'] as Record<string, Row>;

  it('moves the dimension by what the criterion moves, keeps the machine\'s value, and gives it back', () => story(db, async (as) => {
    const before = await analysisOf(db);
    const evidence = [{ turn: 2, quote: 'Hello' }];
    expect(await set(as, 2, 'flow', 10, 'rex', { note: 'no loop', evidence })).toEqual({ result: 'applied', call_id: call, version: 3, qci_total_score: 74, status: 'review' });
    expect(await overrides()).toEqual({ flow: { ai: 6, replaced: 6, value: 10, reason: 'missed_moment', note: 'no loop', evidence, by: people.rex.id, at: expect.stringMatching(/\+00:00$/) } });
    expect(await analysisOf(db)).toMatchObject({ evidence: before?.['evidence'], dynamics_score: 24, reviewed_by: people.rex.id });
    await set(as, 3, 'engagement', 8, 'cora');
    await set(as, 4, 'flow', 2, 'cora');
    await set(as, 5, 'compliance', 0);
    expect(await scoreOf(db)).toEqual([64, 19, 10, 15, 20, 'review']);
    expect(await overrides()).toMatchObject({ flow: { ai: 6, replaced: 10, value: 2, note: null, by: people.cora.id }, engagement: { ai: 5, value: 8 }, compliance: { ai: 5, value: 0 } });
    expect(await set(as, 6, 'flow', null)).toEqual({ result: 'applied', call_id: call, version: 7, qci_total_score: 68, status: 'review' });
    expect(await set(as, 7, 'flow', null)).toEqual(rejected('value'));
    await set(as, 7, 'engagement', null);
    await set(as, 8, 'compliance', null);
    expect(await scoreOf(db)).toEqual([70, 20, 15, 15, 20, 'review']);
    expect(await analysisOf(db)).toMatchObject({ overrides: {}, evidence: before?.['evidence'], version: 9, reviewed_by: people.rex.id });
    expect((await as('vic').rpc<Row[]>('call_history', { p_call_id: call })).slice(2).map((e) => [e['reason'], e['actor']])).toEqual([
      ['missed_moment', people.rex.id], ['missed_moment', people.cora.id], ['missed_moment', people.cora.id], ['missed_moment', people.rex.id], ['revoked', people.rex.id], ['revoked', people.rex.id], ['revoked', people.rex.id],
    ]);
  }));

  it.each(parts)('%s takes every whole number from 0 to its maximum and nothing else', (criterion) => story(db, async (as) => {
    const others = criterion === 'talk_balance' || criterion === 'flow' || criterion === 'engagement' ? 20 : 15;
    const column = others === 20 ? 'dynamics_score' : 'objections_score';
    for (let value = 0; value <= MOST[criterion]; value += 1) {
      expect(await set(as, 2 + value, criterion, value)).toMatchObject({ result: 'applied', qci_total_score: 70 - points[criterion] + value });
      expect((await analysisOf(db))?.[column]).toBe(others - points[criterion] + value);
    }
    const before = await scoredRows(db);
    for (const value of [MOST[criterion] + 1, -1, 0.5, '3', true, [], {}, 1e300]) expect([value, await set(as, 3 + MOST[criterion], criterion, value)]).toEqual([value, rejected('value')]);
    expect(await scoredRows(db)).toEqual(before);
  }));

  it('a dimension is overridden either whole or by criterion, and brand and outcome as dimensions', () => story(db, async (as) => {
    for (const criterion of ['brand', 'outcome', 'dynamics', 'charm', '', 'Flow']) expect([criterion, await set(as, 2, criterion, 5)]).toEqual([criterion, rejected('criterion')]);
    expect(await send(as, 'rex', 'override_score', 2, { ...score, criterion: 'flow' })).toEqual(rejected('criterion'));
    expect(await send(as, 'rex', 'override_score', 2, { call_id: call, value: 5, reason: 'policy' })).toEqual(rejected('dimension'));
    expect(await send(as, 'rex', 'override_score', 2, { ...score, criterion: null })).toMatchObject({ result: 'applied', version: 3 });
    for (const criterion of ['talk_balance', 'flow', 'engagement']) for (const value of [5, null]) expect(await set(as, 3, criterion, value)).toEqual(rejected('criterion'));
    expect(await set(as, 3, 'recognition', 7)).toMatchObject({ result: 'applied', version: 4 });
    for (const value of [5, null]) expect(await send(as, 'ann', 'override_score', 4, { ...score, dimension: 'objections', value })).toEqual(rejected('dimension'));
    expect(await send(as, 'ann', 'override_score', 4, { ...score, dimension: 'outcome', value: 1 })).toMatchObject({ result: 'applied', version: 5 });
    expect(await send(as, 'ann', 'override_score', 5, { call_id: call, dimension: 'dynamics', value: null })).toMatchObject({ result: 'applied', version: 6 });
    expect(await set(as, 6, 'flow', 0)).toMatchObject({ result: 'applied', version: 7 });
    expect(await set(as, 7, 'recognition', null)).toMatchObject({ result: 'applied', version: 8 });
    expect(await send(as, 'ann', 'override_score', 8, { ...score, dimension: 'objections', value: 1 })).toMatchObject({ result: 'applied', version: 9 });
    expect(await scoreOf(db)).toEqual([14 + 1 + 15 + 1, 14, 1, 15, 1, 'fail']);
  }));

  it.each<[string, Row | null]>([
    ['there is none', null], ['it is a text', criteriaOf({ flow: '6' })], ['it is half a number', criteriaOf({ flow: 5.5 })], ['it is more than its maximum', criteriaOf({ flow: 11, engagement: 0 })],
    ['another of the dimension is missing', { ...criteriaOf(), engagement: undefined }], ['they do not come to the dimension', criteriaOf({ flow: 7 })], ['they are no object', { ...criteriaOf(), flow: 6 }],
  ])('where the machine gave no points by criterion it is refused: %s', (_, criteria) => story(db, async (as) => {
    await (criteria === null ? db.exec(`update public.qci_analyses set evidence = '[]' where call_id = '${call}'`) : withEvidence(db, criteria));
    const before = await scoredRows(db);
    for (const value of [5, null]) expect(await set(as, 3, 'flow', value)).toEqual(rejected('criterion'));
    expect(await scoredRows(db)).toEqual(before);
    expect(await send(as, 'rex', 'override_score', 3, score)).toMatchObject({ result: 'applied' });
  }));

  it('of a call no machine could judge it is refused', () => story(db, async (as) => {
    await db.exec(`update public.qci_analyses set dynamics_score = null, objections_score = null, brand_score = null, outcome_score = null, qci_total_score = null, evidence = '{}' where call_id = '${call}'`);
    expect(await set(as, 3, 'flow', 5)).toEqual(rejected('criterion'));
  }));

  it('is never written over by a machine, be it by the score or by the points below it', () => story(db, async (as) => {
    await set(as, 2, 'flow', 10);
    const write = (change: string) => outcome(as('service_role').query(`update public.qci_analyses set ${change} where call_id = '${call}'`));
    const evidence = (scores: Row) => `'${JSON.stringify({ criteria: criteriaOf(scores) })}'`;
    expect(await write('dynamics_score = 20, qci_total_score = 70')).toBe('23514');
    expect(await write(`evidence = ${evidence({ engagement: 0 })}`)).toBe('23514');
    expect(await write("evidence = '{}'")).toBe('23514');
    expect(await write(`evidence = ${evidence({ flow: 0 })}`)).toBe('ok');
    expect(await write(`evidence = ${evidence({ engagement: 0 })}, dynamics_score = 19, qci_total_score = 69`)).toBe('ok');
    expect(await write("outcome_score = 1, qci_total_score = 50")).toBe('ok');
    expect(await scoreOf(db)).toEqual([50, 19, 15, 15, 1, 'fail']);
    expect(await overrides()).toMatchObject({ flow: { ai: 6, value: 10 } });
  }));

  it('stays on top of every run, which does not become the score', () => story(db, async (as) => {
    await set(as, 2, 'flow', 10);
    expect(await record(as, 'cora', judged(1, { flow: 0, engagement: 8 }))).toMatchObject({ effective: false, version: 3 });
    expect(await scoreOf(db)).toEqual([74, 24, 15, 15, 20, 'review']);
  }));

  it.each([1, 2, 3, 4])('whatever was corrected, adopted and taken back, the total is the sum, and without corrections it is the run\'s: seed %i', (seed) => story(db, async (as) => {
    const random = seededRandom(seed);
    const below = (n: number) => Math.floor(random() * n);
    const runs = [];
    for (const n of [1, 2, 3]) runs.push(await record(as, 'cora', judged(n, { flow: below(11), brand: below(21), outcome: below(31), compliance: below(8) }, { status: ['pass', 'review', 'fail'][below(3)] })));
    const held = async () => (await analysisOf(db)) as Row & { version: number; overrides: Record<string, { value: number; ai: number }> };
    const give = async (part: string, value: number | null) =>
      send(as, 'rex', 'override_score', (await held()).version, { call_id: call, [(parts as string[]).includes(part) ? 'criterion' : 'dimension']: part, value, ...(value === null ? {} : { reason: 'policy' }) });
    const wholes = { dynamics: 30, objections: 20, brand: 20, outcome: 30 };
    let applied = 0;
    for (let n = 0; n < 40; n += 1) {
      const [part, most] = Object.entries({ ...MOST, ...wholes })[below(10)] ?? ['brand', 20];
      const answer = random() < 0.2 ? await send(as, 'rex', 'adopt_run', (await held()).version, { call_id: call, run_id: runs[below(3)]?.id }) : await give(part, random() < 0.3 ? null : below(most + 1));
      if (answer.result === 'applied') applied += 1;
      const [total, ...four] = (await scoreOf(db)).slice(0, 5) as number[];
      expect(total).toBe(four.reduce((sum, one) => sum + one, 0));
    }
    expect(applied).toBeGreaterThan(15);
    for (const part of Object.keys((await held()).overrides)) expect(await give(part, null)).toMatchObject({ result: 'applied' });
    const after = await held();
    const [run] = await db.query<{ row: Row }>(`select to_jsonb(r) as row from public.qci_runs r where r.id = '${String(after['run_id'])}'`);
    const told = ['qci_total_score', 'dynamics_score', 'objections_score', 'brand_score', 'outcome_score', 'status', 'evidence'];
    expect(Object.fromEntries(told.map((key) => [key, after[key]]))).toEqual(Object.fromEntries(told.map((key) => [key, run?.row[key]])));
  }));

  it.each([['flow', 10, 'pass'], ['talk_balance', 0, 'review'], ['brand', 0, 'review']] as const)('%s taken back leaves the band that the judge had lowered', (part, value, meanwhile) => story(db, async (as) => {
    await record(as, 'cora', judged(1, { brand: 20, outcome: 30 }, { status: 'review' }));
    const before = await scoreOf(db);
    expect(before).toEqual([85, 20, 15, 20, 30, 'review']);
    const give = (version: number, what: Row) => send(as, 'rex', 'override_score', version, { call_id: call, ...(part === 'brand' ? { dimension: part } : { criterion: part }), ...what });
    expect(await give(3, { value, reason: 'policy' })).toMatchObject({ result: 'applied', status: meanwhile });
    await send(as, 'rex', 'override_score', 4, { call_id: call, dimension: 'outcome', value: 29, reason: 'policy' });
    // While something of a person's is left, the band is that of the total.
    expect(await give(5, { value: null })).toMatchObject({ result: 'applied', qci_total_score: 84, status: 'pass' });
    expect(await send(as, 'rex', 'override_score', 6, { call_id: call, dimension: 'outcome', value: null })).toMatchObject({ result: 'applied', qci_total_score: 85, status: 'review' });
    expect(await scoreOf(db)).toEqual(before);
    expect(await give(7, { value, reason: 'policy' })).toMatchObject({ status: meanwhile });
    expect(await give(8, { value: null })).toMatchObject({ result: 'applied', qci_total_score: 85, status: 'review' });
  }));

  it('is applied once, a duplicate ever after, and a conflict to whoever comes late', () => story(db, async (as) => {
    const patch = { call_id: call, criterion: 'flow', value: 9, reason: 'policy' };
    const op = operation(2, patch);
    const first = await as('rex').rpc<Answer>('override_score', op);
    const after = await scoredRows(db);
    for (let again = 0; again < 2; again += 1) expect(await as('rex').rpc('override_score', op)).toEqual({ ...first, result: 'duplicate' });
    for (const version of [2, 4, 0]) expect(await send(as, 'ann', 'override_score', version, patch)).toMatchObject({ result: 'conflict', current: { version: 3, overrides: { flow: { value: 9 } } } });
    expect(await scoredRows(db)).toEqual(after);
  }));

  it('is for reviewers and above; a stranger learns nothing', () => story(db, async (as) => {
    const before = await scoredRows(db);
    expect(await set(as, 2, 'flow', 9, 'vic')).toEqual({ result: 'rejected', code: 'forbidden' });
    for (const who of ['bob', 'nan'] as const) expect(await set(as, 2, 'flow', 9, who)).toEqual({ result: 'rejected', code: 'not_found' });
    expect(await outcome(set(as, 2, 'flow', 9, 'anon'))).toBe('42501');
    expect(await scoredRows(db)).toEqual(before);
    for (const who of ladder.slice(1)) {
      await db.exec('savepoint rung');
      expect([who, await set(as, 2, 'flow', 9, who)]).toMatchObject([who, { result: 'applied' }]);
      await db.exec('rollback to savepoint rung');
    }
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));
});
