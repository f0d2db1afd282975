import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agents, storeSmallWorld } from './analytics-world.ts';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { actAs, orgs, people, populate, type Person } from './world.ts';

const june = { p_from: '2026-06-01', p_to: '2026-06-15' };

/** Every question, with what it needs beside the organization and the period. */
const questions: [name: string, args: Row][] = [
  ['calls_per_day', {}], ['top_assistants', {}], ['qci_trend', {}], ['bands_by_week', {}], ['outcome_funnel', {}],
  ['cost_per_meeting', {}], ['reviewer_activity', {}],
];

const scores = (total: number, dynamics: number, objections: number, brand: number, outcome: number) => ({ total, dynamics, objections, brand, outcome });
const unknown = { total: null, dynamics: null, objections: null, brand: null, outcome: null };

describe.each(engines)('analytics on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await storeSmallWorld(db);
  });
  afterAll(() => db?.close());

  const ask = <T = Row>(name: string, args: Row = {}, who: Person = 'cora') =>
    actAs(db, who, (s) => s.rpc<T>(name, { p_organization_id: orgs.a, ...june, ...args }));

  it('says the zone and the moments of its period, which are the filters of the list', async () => {
    for (const [name, args] of questions) {
      expect(await ask(name, args)).toMatchObject({
        timezone: 'America/New_York', from: '2026-06-01', to: '2026-06-15',
        starts_at: '2026-06-01T04:00:00+00:00', ends_at: '2026-06-15T04:00:00+00:00',
      });
    }
    const count = await actAs(db, 'vic', (s) => s.rpc('count_calls', { p_organization_id: orgs.a, p_filters: { from: '2026-06-01T04:00:00+00:00', to: '2026-06-15T04:00:00+00:00' } }));
    expect(count).toEqual({ count: 7, capped: false });
  });

  it('counts calls and their average cost by local day, with zeros where nobody called', async () => {
    const nothing = { calls: 0, n: 0, average_cost: null, total_cost: 0 };
    const days: Record<string, Row> = {
      '01': { calls: 2, n: 2, average_cost: 0.15, total_cost: 0.3 }, '03': { calls: 1, n: 0, average_cost: null, total_cost: 0 },
      '07': { calls: 1, n: 1, average_cost: 0.6, total_cost: 0.6 }, '09': { calls: 1, n: 1, average_cost: 1, total_cost: 1 },
      '10': { calls: 1, n: 1, average_cost: 0.05, total_cost: 0.05 }, '14': { calls: 1, n: 1, average_cost: 0.25, total_cost: 0.25 },
    };
    const expected = Array.from({ length: 14 }, (_, n) => String(n + 1).padStart(2, '0')).map((d) => ({ day: `2026-06-${d}`, ...(days[d] ?? nothing) }));
    expect((await ask('calls_per_day'))['points']).toEqual(expected);
  });

  const solar1 = { assistant_id: agents.first, name: 'Solar', calls: 3, n: 2, meetings: 2, rubric_versions: ['2', '3'], mean: scores(88, 27, 17.5, 15, 28.5) };
  const solar2 = { assistant_id: agents.second, name: 'Solar', calls: 3, n: 2, meetings: 0, rubric_versions: ['3', null], mean: scores(33, 7.5, 7.5, 7.5, 10.5) };
  const guest = { assistant_id: null, name: 'Guest', calls: 1, n: 1, meetings: 0, rubric_versions: ['3'], mean: scores(42, 10, 10, 10, 12) };

  it('ranks assistants by their mean over scored calls and names the rubric versions in it', async () => {
    expect(await ask('top_assistants')).toMatchObject({
      left_out: 0, rows: [solar1, guest, solar2],
      rubrics: [{ rubric_version: '2', n: 1 }, { rubric_version: '3', n: 3 }, { rubric_version: null, n: 1 }],
    });
    expect(await ask('top_assistants', { p_limit: 1 })).toMatchObject({ left_out: 2, rows: [solar1] });
  });

  it('ranks them by one rubric version where that is asked for', async () => {
    const third = { rubric_versions: ['3'] };
    expect(await ask('top_assistants', { p_rubric_version: '3' })).toMatchObject({
      rubrics: [{ rubric_version: '3', n: 3 }],
      rows: [
        { ...solar1, ...third, n: 1, meetings: 1, mean: scores(100, 30, 20, 20, 30) }, guest,
        { ...solar2, ...third, n: 1, mean: scores(20, 5, 5, 5, 5) },
      ],
    });
    expect((await ask('top_assistants', { p_rubric_version: '' }))['rows']).toEqual([{ ...solar2, rubric_versions: [null], n: 1, mean: scores(46, 10, 10, 10, 16) }]);
    expect(await ask('top_assistants', { p_rubric_version: '9' })).toMatchObject({ rows: [], rubrics: [], left_out: 0 });
  });

  it('draws the trend by week, one line a rubric version', async () => {
    const third = [
      { start: '2026-06-01', n: 2, prompts: 1, mean: scores(60, 17.5, 12.5, 12.5, 17.5), sd: scores(56.569, 17.678, 10.607, 10.607, 17.678) },
      { start: '2026-06-08', n: 1, prompts: 0, mean: scores(42, 10, 10, 10, 12), sd: unknown },
    ];
    const line = { id: null, name: null, prompt_version: null };
    expect(await ask('qci_trend')).toMatchObject({
      unit: 'week', by: 'none', periods: ['2026-06-01', '2026-06-08'], left_out: 0,
      series: [
        { ...line, rubric_version: '2', n: 1, points: [{ start: '2026-06-01', n: 1, prompts: 1, mean: scores(76, 24, 15, 10, 27), sd: unknown }] },
        { ...line, rubric_version: '3', n: 3, points: third },
        { ...line, rubric_version: null, n: 1, points: [{ start: '2026-06-08', n: 1, prompts: 0, mean: scores(46, 10, 10, 10, 16), sd: unknown }] },
      ],
    });
  });

  it.each([
    ['assistant', [['Solar', null, '2', 1], ['Solar', null, '3', 1], ['Solar', null, '3', 1], ['Solar', null, null, 1], ['Guest', null, '3', 1]]],
    ['prompt', [[null, null, '3', 2], [null, null, null, 1], ['Solar', 7, '2', 1], ['Solar', 8, '3', 1]]],
    ['phone_number', [[null, null, '3', 2], [null, null, null, 1], ['+15550009', null, '2', 1], ['+15550009', null, '3', 1]]],
  ])('draws it apart by %s, the fullest first', async (by, expected) => {
    const { series } = await ask<{ series: Row[] }>('qci_trend', { p_by: by, p_unit: 'month' });
    expect(series.map((s) => [s['name'], s['prompt_version'], s['rubric_version'], s['n']])).toEqual(expected);
    const few = await ask<{ series: Row[]; left_out: number }>('qci_trend', { p_by: by, p_unit: 'month', p_limit: 1 });
    expect(few.series).toEqual(series.filter((s) => s['id'] === series[0]?.['id']));
    expect(few.left_out).toBe(new Set(series.map((s) => s['id'])).size - 1);
  });

  it('counts pass, review and fail by ISO week without mixing rubric versions', async () => {
    const week23 = { week: '2026-W23', start: '2026-06-01' };
    const week24 = { week: '2026-W24', start: '2026-06-08' };
    const none = { n: 0, pass: 0, review: 0, fail: 0 };
    const answer = await ask('bands_by_week');
    expect(answer['weeks']).toEqual([{ ...week23, calls: 4, n: 3 }, { ...week24, calls: 3, n: 2 }]);
    expect(answer['series']).toEqual([
      { rubric_version: '2', n: 1, points: [{ ...week23, ...none, n: 1, review: 1 }, { ...week24, ...none }] },
      { rubric_version: '3', n: 3, points: [{ ...week23, n: 2, pass: 1, review: 0, fail: 1 }, { ...week24, ...none, n: 1, fail: 1 }] },
      { rubric_version: null, n: 1, points: [{ ...week23, ...none }, { ...week24, ...none, n: 1, fail: 1 }] },
    ]);
  });

  it('names the weeks around New Year as ISO does', async () => {
    const { weeks } = await ask<{ weeks: Row[] }>('bands_by_week', { p_from: '2026-12-28', p_to: '2027-01-12' });
    expect(weeks.map((w) => [w['week'], w['start'], w['calls']])).toEqual([['2026-W53', '2026-12-28', 0], ['2027-W01', '2027-01-04', 0], ['2027-W02', '2027-01-11', 0]]);
  });

  it('counts how far calls got; an unscored call is in no tier', async () => {
    expect(await ask('outcome_funnel')).toMatchObject({
      calls: 7, over_30_seconds: 4, n: 5, reviewed: 3,
      buckets: { completed: 4, voicemail: 1, 'no-answer': 1, none: 1 },
      rubrics: [{ rubric_version: '2', n: 1 }, { rubric_version: '3', n: 3 }, { rubric_version: null, n: 1 }],
      tiers: [
        { tier: 'meeting', n: 2, at_least: 2 }, { tier: 'warm_lead', n: 1, at_least: 3 }, { tier: 'callback', n: 1, at_least: 4 },
        { tier: 'information', n: 0, at_least: 4 }, { tier: 'nothing', n: 1, at_least: 5 },
      ],
    });
  });

  it('divides what all calls cost by the meetings they booked', async () => {
    expect(await ask('cost_per_meeting')).toMatchObject({
      unit: 'week', calls: 7, priced: 6, cost: 2.2, n: 5, meetings: 2, cost_per_meeting: 1.1,
      points: [
        { start: '2026-06-01', calls: 4, priced: 3, cost: 0.9, n: 3, meetings: 2, cost_per_meeting: 0.45 },
        { start: '2026-06-08', calls: 3, priced: 3, cost: 1.3, n: 2, meetings: 0, cost_per_meeting: null },
      ],
    });
  });

  it('counts reviews by the day they were done, for coaches and above', async () => {
    const rex = { user_id: people.rex.id, name: 'Rex', n: 2, first_at: '2026-06-05T02:00:00+00:00', last_at: '2026-06-09T15:00:00+00:00' };
    const answer = await ask<{ n: number; points: Row[]; reviewers: Row[] }>('reviewer_activity');
    expect(answer.n).toBe(3);
    expect(answer.points.length).toBe(14);
    expect(answer.points.filter((p) => p['n'] !== 0)).toEqual([{ day: '2026-06-04', n: 1 }, { day: '2026-06-09', n: 1 }, { day: '2026-06-10', n: 1 }]);
    expect(answer.reviewers).toEqual([
      { ...rex, days: [{ day: '2026-06-04', n: 1 }, { day: '2026-06-09', n: 1 }] },
      { user_id: people.cora.id, name: 'Cora', n: 1, first_at: '2026-06-10T13:00:00+00:00', last_at: '2026-06-10T13:00:00+00:00', days: [{ day: '2026-06-10', n: 1 }] },
    ]);
    const filtered = await ask<{ reviewers: Row[] }>('reviewer_activity', { p_filters: { assistant_ids: [agents.first] } });
    expect(filtered.reviewers.map((r) => [r['name'], r['n']])).toEqual([['Rex', 1]]);
    const searched = await ask<{ reviewers: Row[] }>('reviewer_activity', { p_filters: { q: 'refund' } });
    expect(searched.reviewers.map((r) => [r['name'], r['n']])).toEqual([['Cora', 1]]);
  });

  it('takes the filters of the list, search included', async () => {
    expect(await ask('outcome_funnel', { p_filters: { q: 'refund' } })).toMatchObject({ calls: 2, n: 2, tiers: [{ tier: 'meeting', n: 1 }, {}, { tier: 'callback', n: 1 }, {}, {}] });
    expect(await ask('cost_per_meeting', { p_filters: { phone_number_ids: [agents.phone], bands: ['review', 'none'] } })).toMatchObject({ calls: 2, cost: 0.3, meetings: 1, cost_per_meeting: 0.3 });
    expect(await ask('outcome_funnel', { p_filters: { from: '2026-06-09T00:00:00Z' } })).toMatchObject({ calls: 3, reviewed: 2 });
  });

  it('answers an empty period with zeros and gaps', async () => {
    const empty = { p_from: '2026-07-01', p_to: '2026-07-03' };
    const nothing = { calls: 0, n: 0, average_cost: null, total_cost: 0 };
    expect((await ask('calls_per_day', empty))['points']).toEqual([{ day: '2026-07-01', ...nothing }, { day: '2026-07-02', ...nothing }]);
    expect(await ask('top_assistants', empty)).toMatchObject({ rows: [], rubrics: [], left_out: 0 });
    expect(await ask('qci_trend', empty)).toMatchObject({ series: [], periods: ['2026-06-29'], left_out: 0 });
    expect(await ask('bands_by_week', empty)).toMatchObject({ series: [], weeks: [{ week: '2026-W27', calls: 0, n: 0 }] });
    expect(await ask('outcome_funnel', empty)).toMatchObject({ calls: 0, n: 0, buckets: {}, tiers: [{ tier: 'meeting', n: 0, at_least: 0 }, {}, {}, {}, { n: 0 }] });
    expect(await ask('cost_per_meeting', empty)).toMatchObject({ calls: 0, cost: 0, meetings: 0, cost_per_meeting: null, points: [{ start: '2026-06-29', calls: 0 }] });
    expect(await ask('reviewer_activity', empty)).toMatchObject({ n: 0, reviewers: [], points: [{ n: 0 }, { n: 0 }] });
  });

  it('a score without a band is in no band, and parts without a total are no score', async () => {
    await db.exec('begin');
    try {
      // Such a row can only come from past the triggers: they give every score its band.
      await db.exec(`set local session_replication_role = 'replica'; update public.qci_analyses set status = null where rubric_version = '2';
        set local session_replication_role = 'origin';
        update public.qci_analyses set qci_total_score = null, brand_score = null, dynamics_score = 30, outcome_score = 30, rubric_version = '3'
          where rubric_version is null and organization_id = '${orgs.a}';
        set local role authenticated; select set_config('request.jwt.claims', '{"sub": "${people.vic.id}"}', true);`);
      const args = `'${orgs.a}', '2026-06-01', '2026-06-15'`;
      const [bands] = await db.query<{ a: { series: { points: Row[] }[] } }>(`select public.bands_by_week(${args}) as a`);
      expect(bands?.a.series[0]?.points[0]).toMatchObject({ n: 1, pass: 0, review: 0, fail: 0 });
      const [funnel] = await db.query<{ a: Row }>(`select public.outcome_funnel(${args}) as a`);
      expect(funnel?.a).toMatchObject({ n: 4, tiers: [{ n: 2 }, { n: 0 }, { n: 1 }, { n: 0 }, { n: 1 }] });
      const [top] = await db.query<{ a: { rows: Row[] } }>(`select public.top_assistants(${args}) as a`);
      expect(top?.a.rows[2]).toMatchObject({ assistant_id: agents.second, n: 1, meetings: 0, mean: scores(20, 5, 5, 5, 5) });
      const [cost] = await db.query<{ a: Row }>(`select public.cost_per_meeting(${args}) as a`);
      expect(cost?.a).toMatchObject({ n: 4, meetings: 2 });
    } finally {
      await db.exec('rollback');
    }
  });

  it('every member may ask, reviewers are seen by coaches and above only, strangers and anon are refused', async () => {
    for (const [name] of questions) {
      const from = name === 'reviewer_activity' ? 2 : 0;
      for (const [rank, who] of (['vic', 'rex', 'cora', 'ed', 'ann'] as const).entries())
        expect([name, who, await outcome(ask(name, {}, who))]).toEqual([name, who, rank >= from ? 'ok' : '42501']);
      for (const who of ['bob', 'nan', 'anon'] as const) {
        const attempt = actAs(db, who, (s) => s.rpc(name, { p_organization_id: orgs.a, ...june }));
        expect([name, who, await outcome(attempt)]).toEqual([name, who, '42501']);
        // Whoever may not ask is told nothing else either.
        const wrong = actAs(db, who, (s) => s.rpc(name, { p_organization_id: orgs.a, p_from: '2026-02-02', p_to: '2026-02-01' }));
        expect([name, who, await outcome(wrong)]).toEqual([name, who, '42501']);
      }
    }
  });

  it('bob sees the one call of his own organization, in its own zone', async () => {
    const answer = await actAs(db, 'bob', (s) => s.rpc<{ points: Row[] }>('calls_per_day', { p_organization_id: orgs.b, ...june }));
    expect(answer).toMatchObject({ timezone: 'UTC' });
    expect(answer.points.filter((p) => p['calls'] !== 0)).toEqual([{ day: '2026-06-02', calls: 1, n: 1, average_cost: 5, total_cost: 5 }]);
  });

  it.each<[string, string, Row]>([
    ['a period that ends before it begins', 'calls_per_day', { p_from: '2026-06-02', p_to: '2026-06-01' }],
    ['an empty period', 'bands_by_week', { p_from: '2026-06-02', p_to: '2026-06-02' }],
    ['no period', 'outcome_funnel', { p_from: null }],
    ['an endless period', 'outcome_funnel', { p_to: 'infinity' }],
    ['a chart of too many days', 'calls_per_day', { p_from: '2024-01-01', p_to: '2026-01-01' }],
    ['a unit that is none', 'qci_trend', { p_unit: "week'; drop table calls --" }],
    ['a key that is none', 'qci_trend', { p_by: 'c.cost' }],
    ['too many lines', 'qci_trend', { p_limit: 1000 }],
    ['a ranking without end', 'top_assistants', { p_limit: 1_000_000 }],
    ['an unknown filter', 'cost_per_meeting', { p_filters: { colour: 'red' } }],
    ['filters that are no object', 'reviewer_activity', { p_filters: '[]' }],
    ['no filters at all', 'top_assistants', { p_filters: null }],
  ])('%s is refused with a clear code', async (_, name, args) => {
    expect(await outcome(ask(name, args))).toBe('22023');
  });

  it('calls nothing within its statements that would keep them to one process', async () => {
    const called = await db.query<{ name: string; safe: boolean }>(
      "select p.proname as name, p.proparallel = 's' as safe from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'app' where p.proname in ('trend_name', 'outcome_tiers') order by 1");
    expect(called).toEqual([{ name: 'outcome_tiers', safe: true }, { name: 'trend_name', safe: true }]);
  });
});
