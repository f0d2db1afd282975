import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { send, type Answer, type Tell } from './operations.ts';
import { addCalls, callId, makeQueue, numberOf, queueId, queueOf, review } from './queues.ts';
import { criteriaOf } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const rejected = (field: string, code = 'invalid') => ({ result: 'rejected', code, field });
/** Totals of the calls 1 to 24: some at an edge of 60 and 80, the rest far from both. */
const TOTALS = [58, 61, 64, 78, 84, ...Array.from({ length: 19 }, (_, n) => (n % 2 === 0 ? 20 : 95))];
const EDGE = [1, 2, 3, 4, 5];
const WEAK = [6, 7, 8];
const foundNowhere = Object.fromEntries(Object.entries(criteriaOf()).map(([key, value]) => [key, { ...(value as Row), evidence: [{ turn: 0, speaker: 'agent', quote: 'x', polarity: '+', state: 'not_found' }] }]));

describe.each(engines)('filling a queue on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await addCalls(db, TOTALS, (n) => (n === 6 ? { criteria: criteriaOf(), doubts: ['unverified_pass'] } : { criteria: WEAK.includes(n) ? foundNowhere : criteriaOf() }));
  });
  afterAll(() => db?.close());

  const fill = (as: Tell, who: Actor, patch: Row, n = 1): Promise<Answer> => send(as, who, 'fill_queue', 0, { queue_id: queueId(n), ...patch });
  const inside = async (as: Tell, n = 1) => ((await queueOf(as, 'rex', n))?.rows ?? []).map(({ call_id }) => numberOf(call_id));

  it('with named calls, each once and in their order', () => story(db, async (as) => {
    await makeQueue(as, 'rex', 1, {}, []);
    expect(await fill(as, 'rex', { call_ids: [3, 1, 3, 2].map(callId) })).toMatchObject({ result: 'applied', added: 3, already: 0 });
    expect(await fill(as, 'rex', { call_ids: [...[2, 4].map(callId), rows.b.call] })).toMatchObject({ added: 1, already: 1 });
    expect(await inside(as)).toEqual([3, 1, 2, 4]);
  }));

  it('with what the list\'s own filter finds, the newest first', () => story(db, async (as) => {
    await makeQueue(as, 'rex', 1, {}, []);
    expect(await fill(as, 'rex', { filters: { score_min: 60, score_max: 80 }, most: 10 })).toMatchObject({ added: 4 });
    expect((await inside(as)).toSorted((a, b) => a - b)).toEqual([0, 2, 3, 4]);
    // The one of the day before comes last.
    expect((await inside(as)).at(-1)).toBe(0);
    await makeQueue(as, 'rex', 2, {}, []);
    await fill(as, 'rex', { filters: {}, most: 5 }, 2);
    const listed = await as('rex').rpc<{ rows: { id: string }[] }>('list_calls', { p_organization_id: orgs.a, p_limit: 5 });
    expect(await inside(as, 2)).toEqual(listed.rows.map(({ id }) => numberOf(id)));
  }));

  it('by a recipe: each stratum its own, the same for the same seed, another for another', () => story(db, async (as) => {
    const recipe = { edge: 3, weak: 2, random: 6 };
    for (const n of [1, 2, 3]) await makeQueue(as, 'rex', n, {}, []);
    expect(await as('rex').rpc('preview_fill', { p_queue_id: queueId(1), p_filters: {} })).toEqual({ edge: 5, weak: 3, random: 25, repeats: 0 });
    for (const [n, seed] of [[1, 7], [2, 7], [3, 8]] as const) expect(await fill(as, 'rex', { filters: {}, recipe, seed }, n)).toMatchObject({ result: 'applied', added: (await inside(as, n)).length });
    // What lies at an edge or is weak may be drawn as uniform too; then a stratum that small gives less than it was asked for.
    const [one, two, three] = [await inside(as, 1), await inside(as, 2), await inside(as, 3)];
    expect(two).toEqual(one);
    expect(three).not.toEqual(one);
    expect(one.length).toBeGreaterThanOrEqual(9);
    expect(one.filter((call) => EDGE.includes(call)).length).toBeGreaterThanOrEqual(3);
    expect(one.filter((call) => WEAK.includes(call)).length).toBeGreaterThanOrEqual(2);
    await makeQueue(as, 'rex', 4, {}, []);
    await fill(as, 'rex', { filters: { score_min: 55, score_max: 85 }, recipe: { edge: 50 }, seed: 1 }, 4);
    expect((await inside(as, 4)).toSorted((a, b) => a - b)).toEqual(EDGE);
    await makeQueue(as, 'rex', 5, {}, []);
    await fill(as, 'rex', { filters: {}, recipe: { weak: 50 }, seed: 1 }, 5);
    expect((await inside(as, 5)).toSorted((a, b) => a - b)).toEqual(WEAK);
  }));

  it('uniformly: over many seeds each call comes as often as each other, in each place, whatever its stratum', () => story(db, async (as) => {
    await makeQueue(as, 'rex', 1, {}, []);
    const [seeds, drawn] = [150, 10];
    const counts = await db.query<{ call_id: string; n: number; places: number }>(`select d.call_id, count(*)::int as n, sum(d.place)::int as places
      from generate_series(1, ${seeds}) s, public.queues q, lateral app.draw(q, '{}', '{"random": ${drawn}, "edge": 0}', s) d where q.id = '${queueId(1)}' group by 1`);
    expect(counts).toHaveLength(25);
    const mean = (seeds * drawn) / 25;
    // Drawn without putting back, the sum of squares has 24 degrees of freedom; beyond 51 lies one in a thousand.
    const chi = counts.reduce((sum, { n }) => sum + (n - mean) ** 2 / (mean * (1 - drawn / 25)), 0) * (24 / 25);
    expect(chi).toBeLessThan(51);
    const [edge, rest] = [true, false].map((isEdge) => counts.filter(({ call_id }) => EDGE.includes(numberOf(call_id)) === isEdge)) as [typeof counts, typeof counts];
    const share = (of: typeof counts) => of.reduce((sum, { places }) => sum + places, 0) / of.reduce((sum, { n }) => sum + n, 0);
    expect(Math.abs(share(edge) - share(rest))).toBeLessThan(0.6);
  }));

  it('edges follow the organization\'s thresholds', () => story(db, async (as) => {
    await db.exec(`update public.organizations set settings = '{"bands": {"pass": 95, "review": 20}}' where id = '${orgs.a}'`);
    await makeQueue(as, 'rex', 1, {}, []);
    expect(await as('rex').rpc('preview_fill', { p_queue_id: queueId(1), p_filters: {} })).toMatchObject({ edge: 19 });
  }));

  it('hidden repeats are calls that two people have calibrated, and nobody is told', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 9, { kind: 'calibration' }, [1, 2]);
    for (const who of ['rex', 'cora'] as const) await review(db, as, who, 1);
    await review(db, as, 'rex', 2);
    await db.exec(`update public.call_reviews set completed_at = now() - interval '1 day'`);
    await makeQueue(as, 'rex', 1, {}, []);
    expect(await as('rex').rpc('preview_fill', { p_queue_id: queueId(1), p_filters: { bands: ['pass'] } })).toMatchObject({ repeats: 1 });
    await fill(as, 'rex', { filters: { bands: ['pass'] }, recipe: { random: 3, repeats: 2 }, seed: 3 });
    const shown = await queueOf(as, 'rex', 1);
    expect(shown?.rows.map(({ call_id }) => numberOf(call_id))).toContain(1);
    expect(shown?.rows).toHaveLength(4);
    expect(JSON.stringify(shown)).not.toMatch(/repeat/);
    expect(shown?.rows.every(({ state }) => state === 'open')).toBe(true);
    expect(await db.query('select call_id from public.queue_items where hidden_repeat')).toEqual([{ call_id: callId(1) }]);
  }));

  it('only by whoever keeps the queue, and never past 2000 calls', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0]);
    for (const who of ['vic', 'rex'] as const) expect([who, await fill(as, who, { call_ids: [callId(1)] })]).toEqual([who, { result: 'rejected', code: 'forbidden' }]);
    for (const who of ['bob', 'nan'] as const) {
      expect([who, await fill(as, who, { call_ids: [callId(1)] })]).toEqual([who, rejected('queue_id', 'not_found')]);
      expect([who, await as(who).rpc('preview_fill', { p_queue_id: queueId(1) })]).toEqual([who, null]);
    }
    await db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at) select gen_random_uuid(), '${orgs.a}', 'web', 'ended', '2026-03-17' from generate_series(1, 2000)`);
    expect(await fill(as, 'cora', { filters: { call_types: ['web'] }, most: 1000 })).toMatchObject({ added: 1000 });
    expect(await fill(as, 'cora', { filters: { call_types: ['web'], from: '2026-03-17' }, recipe: { random: 1000 }, seed: 1 })).toEqual(rejected('queue_id', 'too_long'));
    expect(await queueOf(as, 'cora', 1)).toMatchObject({ items: 1001 });
  }));

  it.each<[Row, string, string?]>([
    [{}, 'filters'], [{ call_ids: [callId(1)], filters: {} }, 'filters'], [{ filters: {} }, 'filters'], [{ filters: {}, most: 3, recipe: { edge: 1 }, seed: 1 }, 'filters'], [{ filters: {}, recipe: { edge: 1 } }, 'filters'],
    [{ call_ids: [] }, 'call_ids'], [{ call_ids: ['x'] }, 'call_ids'], [{ call_ids: 'x' }, 'call_ids'], [{ filters: {}, most: 0 }, 'most'], [{ filters: {}, most: 1001 }, 'most'], [{ filters: {}, recipe: {}, seed: 1 }, 'recipe'],
    [{ filters: {}, recipe: { edge: -1 }, seed: 1 }, 'edge'], [{ filters: {}, recipe: { charm: 1 }, seed: 1 }, 'charm'], [{ filters: {}, recipe: { edge: 600, weak: 600 }, seed: 1 }, 'recipe'], [{ filters: {}, recipe: { edge: 1 }, seed: -1 }, 'seed'],
    [{ filters: {}, recipe: { edge: 1 }, seed: null }, 'filters'], [{ call_ids: [callId(1)], assigned_to: people.rex.id }, 'assigned_to'],
  ])('a bad patch is rejected: %j', (bad, field, code) => story(db, async (as) => {
    await makeQueue(as, 'rex', 1, {}, []);
    expect(await fill(as, 'rex', bad)).toEqual(rejected(field, code));
    for (const filters of [{ charm: 1 }, { bands: 'pass' }, [], 7]) expect(await fill(as, 'rex', { filters, most: 3 })).toMatchObject({ result: 'rejected', code: 'invalid' });
    expect(await outcome(as('rex').rpc('preview_fill', { p_queue_id: queueId(1), p_filters: { charm: 1 } }))).toBe('22023');
    expect(await inside(as)).toEqual([]);
  }));
});
