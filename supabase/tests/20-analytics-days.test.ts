import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays, deviations, groupBy, isoWeek, type JudgedCall, judged, judgeSql, localDay, mean, means, meetings, millionths, nullsLast,
  periods, periodStart, rubrics, scored, scoresOf,
} from './analytics-oracle.ts';
import { type Database, engines, literal, type Row } from './harness.ts';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { assistantIds, phoneIds, randomCalls, storeCalls } from './random-calls.ts';
import { actAs, orgs, people, populate } from './world.ts';

const calls = judged(randomCalls(400, 31_415));
const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];
const tiers = [['meeting', 25], ['warm_lead', 16], ['callback', 11], ['information', 6], ['nothing', 0]] as const;

const filters: [Row, (c: JudgedCall) => boolean][] = [
  [{}, () => true],
  [{ assistant_ids: assistantIds.slice(0, 2) }, (c) => assistantIds.slice(0, 2).includes(c.assistantId ?? '')],
  [{ phone_number_ids: [phoneIds[0]], call_types: ['web', 'inbound'] }, (c) => c.phoneId === phoneIds[0] && c.callType !== 'outbound'],
  [{ has_analysis: true }, (c) => c.hasAnalysis],
  [{ reviewed: true }, (c) => c.reviewedAt !== null],
  [{ bands: ['pass', 'none'] }, (c) => c.band === null || c.band === 'pass'],
  [{ q: 'cafe' }, (c) => /Café/.test(c.transcript ?? '')],
  [{ duration_max: 46, outcome_buckets: ['completed', 'error'] }, (c) => c.duration !== null && c.duration <= 46 && (c.bucket === 'completed' || c.bucket === 'error')],
];

describe.each(engines)('the days of analytics on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await db.exec(`delete from public.calls where organization_id = '${orgs.a}'`);
    await db.exec(storeCalls(calls));
    await db.exec(judgeSql(calls, assistantIds[0] ?? ''));
  });
  afterAll(() => db?.close());

  const ask = <T = Row>(name: string, args: Row, org: string = orgs.a) =>
    actAs(db, org === orgs.a ? 'cora' : 'bob', (s) => s.rpc<T>(name, { p_organization_id: org, ...args }));
  const live = (settings: unknown, org: string = orgs.a) => db.exec(`update public.organizations set settings = ${literal(settings)} where id = '${org}'`);

  describe('agree with a plain reading of random calls', () => {
    const random = seededRandom(2_718);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const rounds = Array.from({ length: 24 }, (_, round) => {
      const from = addDays('2026-10-30', -Math.floor(random() ** 2 * 700));
      const [filter, keep] = filters[round % filters.length] ?? filters[0]!;
      return { zone: pick(zones), from, to: addDays(from, pick([1, 7, 30, 90, 365])), unit: pick(['day', 'week', 'month'] as const), by: pick(['none', 'assistant', 'prompt', 'phone_number'] as const), filter, keep };
    });

    it.each(rounds)('$from to $to in $zone by $unit and $by with $filter', async ({ zone, from, to, unit, by, filter, keep }) => {
      await live({ timezone: zone });
      const dayIn = (c: JudgedCall) => localDay(c.createdAt, zone);
      const inside = calls.filter((c) => keep(c) && dayIn(c) >= from && dayIn(c) < to);
      const args = { p_from: from, p_to: to, p_filters: filter };

      const byDay = groupBy(inside, dayIn);
      expect((await ask('calls_per_day', args))['points']).toEqual(periods(from, to, 'day').map((day) => {
        const list = byDay.get(day) ?? [];
        const n = list.filter((c) => c.cost !== null).length;
        const average = mean(millionths(list), n, 0);
        return { day, calls: list.length, n, average_cost: average === null ? null : average / 1_000_000, total_cost: millionths(list) / 1_000_000 };
      }));

      const top = await ask<{ rows: Row[]; rubrics: Row[] }>('top_assistants', args);
      const byAssistant = [...groupBy(inside, (c) => c.assistantId)].filter(([, list]) => scored(list).length > 0);
      expect(top.rubrics).toEqual(rubrics(inside));
      expect(new Map(top.rows.map((r) => [r['assistant_id'], r]))).toEqual(new Map(byAssistant.map(([assistant, list]) => [assistant, {
        assistant_id: assistant, name: assistant && `Assistant ${assistantIds.indexOf(assistant)}`, calls: list.length, n: scored(list).length,
        meetings: meetings(list), rubric_versions: rubrics(list).map((r) => r.rubric_version), mean: means(list),
      }])));
      const ranks = top.rows.map((r) => (r['mean'] as Record<string, number>)['total'] ?? Number.NaN);
      expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));

      const trend = await ask<{ series: (Row & { points: Row[] })[]; periods: string[] }>('qci_trend', { ...args, p_unit: unit, p_by: by, p_limit: 50 });
      const keyOf = { none: () => null, assistant: (c: JudgedCall) => c.assistantId, prompt: (c: JudgedCall) => c.prompt, phone_number: (c: JudgedCall) => c.phoneId }[by];
      const lines = groupBy(scored(inside), (c) => JSON.stringify([keyOf(c), c.rubric]));
      expect(trend.periods).toEqual(periods(from, to, unit));
      expect(new Map(trend.series.map((s) => [JSON.stringify([s['id'], s['rubric_version']]), s.points]))).toEqual(new Map([...lines].map(([line, list]) => [
        line,
        [...groupBy(list, (c) => periodStart(dayIn(c), unit))].toSorted(([a], [b]) => nullsLast(a, b)).map(([start, some]) => ({
          start, n: some.length, prompts: new Set(some.flatMap((c) => c.prompt ?? [])).size, mean: means(some), sd: deviations(some),
        })),
      ])));

      const bands = await ask<{ weeks: Row[]; series: Row[] }>('bands_by_week', args);
      const weekOf = (c: JudgedCall) => periodStart(dayIn(c), 'week');
      const weeks = periods(from, to, 'week');
      expect(bands.weeks).toEqual(weeks.map((start) => {
        const list = inside.filter((c) => weekOf(c) === start);
        return { start, week: isoWeek(start), calls: list.length, n: scored(list).length };
      }));
      expect(bands.series).toEqual(rubrics(inside).map(({ rubric_version, n }) => ({ rubric_version, n, points: weeks.map((start) => {
        const list = scored(inside).filter((c) => c.rubric === rubric_version && weekOf(c) === start);
        const of = (band: string) => list.filter((c) => c.band === band).length;
        return { week: isoWeek(start), start, n: list.length, pass: of('pass'), review: of('review'), fail: of('fail') };
      }) })));

      const atLeast = (points: number) => scored(inside).filter((c) => (scoresOf(c.score ?? 0)['outcome'] ?? 0) >= points).length;
      expect(await ask('outcome_funnel', args)).toMatchObject({
        calls: inside.length, over_30_seconds: inside.filter((c) => (c.duration ?? 0) > 30).length, n: scored(inside).length,
        reviewed: inside.filter((c) => c.reviewedAt).length, rubrics: rubrics(inside),
        buckets: Object.fromEntries([...groupBy(inside, (c) => c.bucket ?? 'none')].map(([bucket, list]) => [bucket, list.length])),
        tiers: tiers.map(([tier, points], n) => ({ tier, at_least: atLeast(points), n: atLeast(points) - (n === 0 ? 0 : atLeast(tiers[n - 1]?.[1] ?? 0)) })),
      });

      const costs = (list: JudgedCall[]) => {
        const perMeeting = mean(millionths(list), meetings(list), 0);
        return { calls: list.length, priced: list.filter((c) => c.cost !== null).length, cost: millionths(list) / 1_000_000, n: scored(list).length, meetings: meetings(list), cost_per_meeting: perMeeting === null ? null : perMeeting / 1_000_000 };
      };
      expect(await ask('cost_per_meeting', { ...args, p_unit: unit })).toMatchObject({
        ...costs(inside), rubrics: rubrics(inside),
        points: periods(from, to, unit).map((start) => ({ start, ...costs(inside.filter((c) => periodStart(dayIn(c), unit) === start)) })),
      });

      const activity = await ask<{ n: number; points: Row[]; reviewers: Row[] }>('reviewer_activity', args);
      const reviews = calls.filter((c) => keep(c) && c.reviewedAt && localDay(c.reviewedAt, zone) >= from && localDay(c.reviewedAt, zone) < to);
      const days = (list: JudgedCall[]) => [...groupBy(list, (c) => localDay(c.reviewedAt ?? '', zone))].map(([day, some]) => ({ day, n: some.length })).toSorted((a, b) => nullsLast(a.day, b.day));
      expect(activity.n).toBe(reviews.length);
      expect(activity.points.filter((p) => p['n'] !== 0)).toEqual(days(reviews));
      expect(new Map(activity.reviewers.map((r) => [r['user_id'], r]))).toEqual(new Map([...groupBy(reviews, (c) => c.reviewer)].map(([reviewer, list]) => [reviewer, {
        user_id: reviewer, name: reviewer === people.rex.id ? 'Rex' : 'Cora', n: list.length, days: days(list),
        first_at: expect.any(String) as string, last_at: expect.any(String) as string,
      }])));
    });
  });

  /** A call each half hour of UTC, in organization B, so that a day's calls are its half hours. */
  async function callEachHalfHour(from: string, to: string): Promise<void> {
    await db.exec(`delete from public.calls where organization_id = '${orgs.b}';
      insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at)
      select gen_random_uuid(), '${orgs.b}', 'web', 'ended', g from generate_series('${from}'::timestamptz, '${to}', '30 minutes') g`);
  }

  it.each([
    ['America/New_York', '2026-03-08', 23], ['America/New_York', '2026-11-01', 25],
    ['Europe/Berlin', '2026-03-29', 23], ['Europe/Berlin', '2026-10-25', 25],
    // Clocks that change at midnight, forward and back, and one that changes by half an hour.
    ['Africa/Cairo', '2026-04-24', 23], ['America/Havana', '2026-03-08', 23], ['America/Havana', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5], ['UTC', '2026-03-29', 24],
  ])('in %s %s has %d hours, and its neighbours 24', async (zone, day, hours) => {
    await live({ timezone: zone }, orgs.b);
    await callEachHalfHour(`${addDays(day, -3)}T00:00:00Z`, `${addDays(day, 3)}T00:00:00Z`);
    const { points } = await ask<{ points: Row[] }>('calls_per_day', { p_from: addDays(day, -1), p_to: addDays(day, 2) }, orgs.b);
    expect(points.map((p) => [p['day'], p['calls']])).toEqual([[addDays(day, -1), 48], [day, hours * 2], [addDays(day, 1), 48]]);
    const alone = await ask<{ points: Row[] }>('calls_per_day', { p_from: day, p_to: addDays(day, 1) }, orgs.b);
    expect(alone.points.map((p) => p['calls'])).toEqual([hours * 2]);
  });

  it.each([
    [{ timezone: 'America/Chicago' }, 'America/Chicago'], [{ timezone: 'europe/berlin' }, 'europe/berlin'],
    [{ timezone: 'Etc/GMT-3' }, 'Etc/GMT-3'], [{ timezone: 'Japan' }, 'Japan'], [{}, 'UTC'], [null, 'UTC'],
    [{ timezone: 'Mars/Olympus' }, 'UTC'], [{ timezone: '' }, 'UTC'], [{ timezone: 3 }, 'UTC'], [{ timezone: { a: 1 } }, 'UTC'],
    [{ timezone: 'UTC+3' }, 'UTC'], [{ timezone: 'Foo/Bar5' }, 'UTC'], [{ timezone: 'EST' }, 'UTC'], [{ timezone: "UTC'; drop table calls --" }, 'UTC'],
  ])('settings %j mean the zone %s', async (settings, zone) => {
    await live(settings, orgs.b);
    expect(await ask('calls_per_day', { p_from: '2026-06-01', p_to: '2026-06-02' }, orgs.b)).toMatchObject({ timezone: zone });
  });
});
