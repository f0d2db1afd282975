import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { type Database, engines, literal, outcome, type Row } from './harness.ts';
import { send, type Tell } from './operations.ts';
import { addCall, judged, points, record, runKey, unjudged } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const a = { p_organization_id: orgs.a };
const callId = (n: number): string => `00000006-0000-4000-8000-${String(100 + n).padStart(12, '0')}`;

interface Page {
  rows: Row[];
  next: Row | null;
  bands: Row;
}

const pairsOf = (as: Tell, who: Actor, filters: Row = {}, more: Row = {}) => as(who).rpc<Page>('agreement_pairs', { ...a, p_filters: JSON.stringify(filters), ...more });
const listed = async (as: Tell, filters: Row, who: Actor = 'vic') => (await pairsOf(as, who, filters)).rows;

/** Completes a review of A's call; it must go through. */
async function review(db: Database, as: Tell, who: 'rex' | 'cora' | 'ed' | 'ann', scores: Partial<typeof points> = {}, extra: Row = {}): Promise<void> {
  const [held] = await db.query<{ version: number }>(`select version from public.qci_analyses where call_id = '${call}'`);
  const answer = await send(as, who, 'complete_review', held?.version ?? 0, { call_id: call, scores: { ...points, ...scores }, was_blind: true, seconds: 60, ...extra });
  expect(answer).toMatchObject({ result: 'applied' });
}

/** Moves a review's hour: within a story all are completed at once. */
const completed = (db: Database, who: keyof typeof people, at: string) => db.exec(`update public.call_reviews set completed_at = '${at}' where reviewer_id = '${people[who].id}'`);

describe.each(engines)('pairs of scores on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  it('a review is compared with the run its author had, with the call it is of and today\'s thresholds', () => story(db, async (as) => {
    const run = await record(as, 'cora', judged(1, { outcome: 30 }));
    await record(as, 'cora', judged(2, { outcome: 0 }));
    await review(db, as, 'rex', { flow: 2 }, { run_id: run.id, seconds: 41 });
    await db.exec(`update public.organizations set settings = '{"bands": {"pass": 71}}' where id = '${orgs.a}'`);
    const page = await pairsOf(as, 'vic');
    expect(page).toEqual({
      bands: { pass: 71, review: 60 }, next: null,
      rows: [{
        id: expect.any(String), call_id: call, called_at: '2026-03-15T10:00:00+00:00', assistant_name: 'Assistant A', reviewed_at: expect.any(String), first_person: null, second_person: people.rex.id,
        judge: 'judge-1', rubric_version: 'default-1', blind: true, seconds: 41, first: [20, 15, 15, 30], second: [16, 15, 15, 20],
      }],
    });
  }));

  it('with the latest run that passes the filters where that one does not, and with none that could not score', () => story(db, async (as) => {
    await review(db, as, 'rex');
    expect(await listed(as, {})).toEqual([]);
    await record(as, 'cora', unjudged(9));
    expect(await listed(as, {})).toEqual([]);
    const runs = [await record(as, 'cora', judged(1)), await record(as, 'cora', judged(2, {}, { judge: 'judge-1', rubric_version: '2' })), await record(as, 'cora', judged(3))];
    await review(db, as, 'rex', {}, { run_id: runs[0]?.id });
    const told = async (filters: Row) => (await listed(as, filters)).map((row) => [row['judge'], row['rubric_version']]);
    expect(await told({})).toEqual([['judge-1', 'default-1']]);
    expect(await told({ judges: ['judge-3'] })).toEqual([['judge-3', 'default-1']]);
    expect(await told({ judges: ['judge-1'], rubrics: ['2', '4'] })).toEqual([['judge-1', '2']]);
    expect(await told({ judges: ['judge-3'], rubrics: ['2'] })).toEqual([]);
    expect(await told({ judges: [] })).toEqual([['judge-1', 'default-1']]);
  }));

  it('two people are one pair, who reviewed first is the first, and a filter may turn them round', () => story(db, async (as) => {
    await review(db, as, 'rex', { flow: 2 });
    await review(db, as, 'cora', { flow: 4 }, { was_blind: false });
    await review(db, as, 'ed', { flow: 10 });
    for (const [who, day] of [['cora', 1], ['rex', 2], ['ed', 3]] as const) await completed(db, who, `2026-04-0${day}T12:00:00Z`);
    const told = async (filters: Row) => (await listed(as, { mode: 'human_human', ...filters })).map((row) => [row['first_person'], (row['first'] as number[])[0], row['second_person'], (row['second'] as number[])[0], row['blind']]);
    const { rex: { id: rex }, cora: { id: cora }, ed: { id: ed } } = people;
    expect((await told({})).toSorted()).toEqual([[cora, 18, ed, 24, false], [cora, 18, rex, 16, false], [rex, 16, ed, 24, true]].toSorted());
    expect(await told({ first: ed, second: rex })).toEqual([[ed, 24, rex, 16, true]]);
    expect((await told({ first: ed })).toSorted()).toEqual([[ed, 24, cora, 18, false], [ed, 24, rex, 16, true]].toSorted());
    expect((await told({ second: cora })).toSorted()).toEqual([[ed, 24, cora, 18, false], [rex, 16, cora, 18, false]].toSorted());
    expect(await told({ blind: true })).toEqual([[rex, 16, ed, 24, true]]);
    expect((await told({ blind: false })).length).toBe(2);
    expect(await told({ from: '2026-04-02T12:00:00Z', to: '2026-04-03T12:00:00Z' })).toEqual([[cora, 18, rex, 16, false]]);
  }));

  it('filters by person, blindness, time and assistant', () => story(db, async (as) => {
    await record(as, 'cora', judged(1));
    await review(db, as, 'rex');
    await review(db, as, 'cora', {}, { was_blind: false });
    await completed(db, 'rex', '2026-04-01T12:00:00Z');
    await completed(db, 'cora', '2026-04-02T12:00:00Z');
    const whose = async (filters: Row) => (await listed(as, filters)).map((row) => row['second_person']);
    const [rex, cora] = [people.rex.id, people.cora.id];
    expect(await whose({})).toEqual([cora, rex]);
    expect(await whose({ second: rex })).toEqual([rex]);
    expect(await whose({ blind: true })).toEqual([rex]);
    expect(await whose({ blind: false })).toEqual([cora]);
    expect(await whose({ from: '2026-04-02T00:00:00Z' })).toEqual([cora]);
    expect(await whose({ to: '2026-04-02T12:00:00Z' })).toEqual([rex]);
    expect(await whose({ assistants: [rows.a.assistant] })).toEqual([cora, rex]);
    expect(await whose({ assistants: [rows.b.assistant] })).toEqual([]);
    expect(await whose({ first: null, judges: null, second: null, blind: null, from: null, assistants: null, mode: null })).toEqual([cora, rex]);
  }));

  it('comes in pages that hold each pair once, whatever their size and however many were completed at one moment', () => story(db, async (as) => {
    const random = seededRandom(3);
    for (let n = 0; n < 12; n += 1) await addCall(db, callId(n));
    const scores = literal(points);
    for (let n = 0; n < 12; n += 1) {
      await db.exec(`insert into public.qci_runs (call_id, run_key, judge, rubric_version, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status)
        values ('${callId(n)}', '${runKey(n)}', 'j', '1', ${n}, 1, 1, 1, ${n + 3}, 'fail')`);
      for (const who of ['rex', 'cora', 'ed'] as const) {
        if (random() < 0.2) continue;
        await db.exec(`insert into public.call_reviews (call_id, reviewer_id, scores, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status, was_blind, seconds, completed_at)
          values ('${callId(n)}', '${people[who].id}', ${scores}, 20, 15, 15, 20, 70, 'review', true, 1, '2026-05-0${1 + Math.floor(random() * 3)}')`);
      }
    }
    for (const mode of ['ai_human', 'human_human']) {
      const whole = await pairsOf(as, 'vic', { mode });
      expect(whole.next).toBeNull();
      expect(new Set(whole.rows.map((row) => row['id'])).size).toBe(whole.rows.length);
      expect(whole.rows.length).toBeGreaterThan(10);
      for (const limit of [1, 4, whole.rows.length]) {
        const read: Row[] = [];
        let cursor: Row | null = null;
        do {
          const page: Page = await pairsOf(as, 'vic', { mode }, { p_limit: limit, ...(cursor ? { p_cursor: JSON.stringify(cursor) } : {}) });
          read.push(...page.rows);
          cursor = page.next;
        } while (cursor);
        expect(read).toEqual(whole.rows);
      }
    }
  }));

  it('are for members, of their own organization', () => story(db, async (as) => {
    await record(as, 'cora', judged(1));
    await review(db, as, 'rex');
    for (const who of ['vic', 'rex', 'cora', 'ed', 'ann'] as const) expect((await pairsOf(as, who)).rows).toHaveLength(1);
    const forger: Actor = { sub: people.nan.id, app_metadata: { role: 'admin', organization_id: orgs.a }, organization_id: orgs.a };
    for (const who of ['bob', 'nan', forger, 'anon'] as const) for (const name of ['agreement_pairs', 'agreement_judges']) expect([name, await outcome(as(who).rpc(name, a))]).toEqual([name, '42501']);
    expect(await outcome(as('vic').rpc('agreement_pairs', { p_organization_id: null }))).toBe('42501');
    expect(await as('bob').rpc('agreement_pairs', { p_organization_id: orgs.b })).toMatchObject({ rows: [], next: null });
  }));

  it.each<[string, Row, Row]>([
    ['an unknown filter', { reviewer: 'x' }, {}], ['one of another type', { judges: 'judge-1' }, {}], ['a list of no texts', { judges: [1] }, {}], ['another mode', { mode: 'ai_ai' }, {}],
    ['no id', { second: 'rex' }, {}], ['no time', { from: 'never' }, {}], ['a person as judge', { first: people.rex.id }, {}], ['judges of people', { mode: 'human_human', judges: ['x'] }, {}],
    ['rubrics of people', { mode: 'human_human', rubrics: ['x'] }, {}], ['somebody and himself', { mode: 'human_human', first: people.rex.id, second: people.rex.id }, {}], ['no list of filters', [] as unknown as Row, {}],
    ['a page of none', {}, { p_limit: 0 }], ['a page of too many', {}, { p_limit: 1001 }], ['a strange cursor', {}, { p_cursor: '{"value": 3}' }], ['a cursor of no time', {}, { p_cursor: '{"value": "x", "id": "y"}' }],
  ])('refuses %s', (_, filters, more) => story(db, async (as) => {
    expect(await outcome(pairsOf(as, 'vic', filters, more))).toBe('22023');
  }));

  it('names each judge with each rubric once', () => story(db, async (as) => {
    expect(await as('vic').rpc('agreement_judges', a)).toEqual([]);
    for (const [n, judge, rubric_version] of [[1, 'b', '2'], [2, 'a', '10'], [3, 'b', '2'], [4, 'b', '1']] as const) await record(as, 'cora', judged(n, {}, { judge, rubric_version }));
    expect(await as('vic').rpc('agreement_judges', a)).toEqual([{ judge: 'a', rubric_version: '10' }, { judge: 'b', rubric_version: '1' }, { judge: 'b', rubric_version: '2' }]);
    expect(await as('bob').rpc('agreement_judges', { p_organization_id: orgs.b })).toEqual([]);
  }));
});
