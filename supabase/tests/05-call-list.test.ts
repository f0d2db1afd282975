import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { assistantIds, type ModelCall, phoneIds, randomCalls, storeCalls } from './random-calls.ts';
import { actAs, orgs, people, populate } from './world.ts';

interface Page {
  rows: (Row & { id: string })[];
  next: Row | null;
}

const calls = randomCalls(400, 20_261_122);

const sorts = {
  created_at: (c: ModelCall) => Date.parse(c.createdAt),
  duration_seconds: (c: ModelCall) => c.duration,
  qci_total_score: (c: ModelCall) => c.score,
  cost: (c: ModelCall) => c.cost,
} as const;
type Sort = keyof typeof sorts;

/** The order the list promises: by value, nothing last in both directions, the newest first among equals. */
function inOrder(list: ModelCall[], sort: Sort, direction: 'asc' | 'desc'): string[] {
  const sign = direction === 'asc' ? 1 : -1;
  return list.toSorted((x, y) => {
    const [a, b] = [sorts[sort](x), sorts[sort](y)];
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
    } else if (a !== b) return sign * (a - b);
    const among = sort === 'created_at' ? sign : -1;
    const [left, right] = [Date.parse(x.createdAt), Date.parse(y.createdAt)];
    if (left !== right) return among * (left - right);
    return among * (x.id < y.id ? -1 : 1);
  }).map((c) => c.id);
}

/** Each filter as the database takes it, and as the oracle reads it. */
const filters: [Row, (c: ModelCall) => boolean][] = [
  [{}, () => true],
  [{ from: '2026-08-01T00:00:00Z' }, (c) => c.createdAt >= '2026-08-01'],
  [{ to: '2026-08-01T00:00:00Z' }, (c) => c.createdAt < '2026-08-01'],
  [{ from: '2026-05-01T00:00:00Z', to: '2026-05-20T12:00:00+02:00' }, (c) => c.createdAt >= '2026-05-01' && c.createdAt < '2026-05-20T10'],
  [{ from: '2030-01-01T00:00:00Z' }, () => false],
  [{ assistant_ids: assistantIds.slice(0, 2) }, (c) => assistantIds.slice(0, 2).includes(c.assistantId ?? '')],
  [{ assistant_ids: [] }, () => true],
  [{ phone_number_ids: [phoneIds[1]] }, (c) => c.phoneId === phoneIds[1]],
  [{ call_types: ['web', 'inbound'] }, (c) => c.callType !== 'outbound'],
  [{ statuses: ['in-progress'] }, (c) => c.status === 'in-progress'],
  [{ outcome_buckets: ['voicemail', 'error'] }, (c) => c.bucket === 'voicemail' || c.bucket === 'error'],
  [{ bands: ['pass', 'review'] }, (c) => c.band === 'pass' || c.band === 'review'],
  [{ bands: ['none'] }, (c) => c.band === null],
  [{ bands: ['fail', 'none'] }, (c) => c.band === null || c.band === 'fail'],
  [{ score_min: 60, score_max: 85 }, (c) => c.score !== null && c.score >= 60 && c.score <= 85],
  [{ duration_min: 10.5 }, (c) => (c.duration ?? 0) >= 10.5],
  [{ duration_max: 46 }, (c) => c.duration !== null && c.duration <= 46],
  [{ has_transcript: true }, (c) => Boolean(c.transcript)],
  [{ has_transcript: false }, (c) => !c.transcript],
  [{ has_recording: true }, (c) => c.recordingState === 'remote'],
  [{ has_recording: false }, (c) => c.recordingState !== 'remote'],
  [{ has_analysis: true }, (c) => c.hasAnalysis],
  [{ has_analysis: false }, (c) => !c.hasAnalysis],
  [{ reviewed: true }, (c) => c.reviewedAt !== null],
  [{ reviewed: false }, (c) => c.reviewedAt === null],
  [{ q: 'cafe' }, (c) => /Café/.test(c.transcript ?? '')],
  [{ q: 'hello' }, (c) => /Hello/.test(c.transcript ?? '')],
  [{ q: 'елка', call_types: ['web'] }, (c) => /ёлка/.test(c.transcript ?? '') && c.callType === 'web'],
  [{ q: null, bands: null, reviewed: null }, () => true],
];

describe.each(engines)('the call list on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    // The one call that comes with the organization would be in every answer.
    await db.exec(`delete from public.calls where organization_id = '${orgs.a}'`);
    await db.exec(storeCalls(calls));
  });
  afterAll(() => db?.close());

  const list = (args: Row) => actAs(db, 'vic', (s) => s.rpc<Page>('list_calls', { p_organization_id: orgs.a, ...args }));

  /** Follows the cursor to the end, page by page. */
  async function walk(args: Row): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: Row | null = null, pages = 0; pages < 500; pages += 1) {
      const page: Page = await list({ ...args, p_cursor: cursor });
      ids.push(...page.rows.map((row) => row.id));
      if (!page.next) return ids;
      expect(page.rows.length).toBe(args['p_limit']);
      cursor = page.next;
    }
    throw new Error('the list does not end');
  }

  for (const sort of Object.keys(sorts) as Sort[]) {
    for (const direction of ['asc', 'desc'] as const) {
      it(`walks every call once by ${sort} ${direction}`, async () => {
        const expected = inOrder(calls, sort, direction);
        for (const limit of [150, 47]) {
          expect(await walk({ p_sort: sort, p_direction: direction, p_limit: limit })).toEqual(expected);
        }
      });
    }
  }

  it.each(filters)('%j finds what the oracle finds, in both directions, and counts it', async (filter, keep) => {
    const found = calls.filter(keep);
    for (const [sort, direction] of [['created_at', 'desc'], ['created_at', 'asc'], ['qci_total_score', 'desc']] as const) {
      const ids = await walk({ p_filters: filter, p_sort: sort, p_direction: direction, p_limit: 120 });
      expect(ids).toEqual(inOrder(found, sort, direction));
    }
    const count = await actAs(db, 'vic', (s) => s.rpc('count_calls', { p_organization_id: orgs.a, p_filters: filter, p_cap: 150 }));
    expect(count).toEqual({ count: Math.min(found.length, 150), capped: found.length > 150 });
  });

  it('walks pages of one through calls that share a moment', async () => {
    const filter = { from: '2026-10-20T00:00:00Z' };
    const found = calls.filter((c) => c.createdAt >= '2026-10-20');
    expect(await walk({ p_filters: filter, p_limit: 1 })).toEqual(inOrder(found, 'created_at', 'desc'));
  });

  it('finds what random combinations of filters find', async () => {
    const random = seededRandom(7);
    for (let round = 0; round < 25; round += 1) {
      const chosen = filters.filter(() => random() < 0.12);
      const filter = Object.assign({}, ...chosen.map(([f]) => f)) as Row;
      const active = chosen.filter(([f]) => Object.entries(f).every(([key, value]) => filter[key] === value));
      if (active.length !== chosen.length) continue;
      const found = calls.filter((c) => active.every(([, keep]) => keep(c)));
      expect([filter, await walk({ p_filters: filter, p_limit: 50 })]).toEqual([filter, inOrder(found, 'created_at', 'desc')]);
    }
  });

  it('a row shows everything the screen needs', async () => {
    const reviewed = calls.find((c) => c.reviewedAt && c.score !== null && c.assistantId && c.transcript && c.duration && c.cost);
    const page = await list({ p_filters: { reviewed: true }, p_limit: 200 });
    const row = page.rows.find((r) => r.id === reviewed?.id);
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'assistant_id', 'assistant_name', 'brand_score', 'call_type', 'cost', 'created_at', 'customer_number', 'duration_seconds',
      'dynamics_score', 'ended_reason', 'has_transcript', 'id', 'match_start_ms', 'match_turn', 'objections_score', 'outcome_bucket', 'outcome_score', 'outcome_tier',
      'phone_number_id', 'prompt_version', 'qci_status', 'qci_total_score', 'recording_state', 'reviewed_at', 'reviewed_by',
      'reviewed_by_name', 'snippet', 'started_at', 'status', 'summary',
    ]);
    expect(row).toMatchObject({
      qci_total_score: reviewed?.score, qci_status: reviewed?.band, duration_seconds: reviewed?.duration, cost: reviewed?.cost,
      has_transcript: true, reviewed_by: people.rex.id, reviewed_by_name: 'Rex', snippet: null, match_turn: null, match_start_ms: null,
    });
    expect(Date.parse(String(row?.['created_at']))).toBe(Date.parse(reviewed?.createdAt ?? ''));
  });

  it.each([
    ['an unknown filter', { p_filters: { assistant: 'x' } }, '22023'],
    ['a filter of the wrong kind', { p_filters: { reviewed: 'yes' } }, '22023'],
    ['filters that are no object', { p_filters: '[]' }, '22023'],
    ['an unknown sorting', { p_sort: 'id; drop table calls' }, '22023'],
    ['an unknown direction', { p_direction: 'sideways' }, '22023'],
    ['a page without end', { p_limit: 100_000 }, '22023'],
    ['the cursor of another sorting', { p_cursor: { sort: 'cost', direction: 'desc', value: '1', id: people.ann.id } }, '22023'],
    ['a cursor that is no cursor', { p_cursor: '"x"' }, '22023'],
    ['an id that is none', { p_filters: { assistant_ids: ["x') or true --"] } }, '22P02'],
    ['a date that is none', { p_filters: { from: "now' or true --" } }, '22007'],
    ['a cursor with SQL in it', { p_cursor: { sort: 'cost', direction: 'desc', value: "1' or true --", created_at: '2026-01-01T00:00:00Z', id: people.ann.id }, p_sort: 'cost' }, '22P02'],
  ])('%s is refused with a clear code', async (_, args, code) => {
    expect(await outcome(list(args))).toBe(code);
  });

  it('offers the menus of the filters', async () => {
    const facets = await actAs(db, 'vic', (s) => s.rpc<{ assistants: Row[]; phone_numbers: Row[]; members: Row[]; statuses: string[] }>('list_facets', { p_organization_id: orgs.a }));
    expect(facets.statuses).toEqual(['ended', 'in-progress']);
    expect(facets.members.map((m) => m['display_name'])).toEqual(['Ann', 'Cora', 'Ed', 'Rex', 'Vic']);
    const first = facets.assistants.find((a) => a['id'] === assistantIds[0]);
    expect(first).toEqual({ id: assistantIds[0], name: 'Assistant 0', calls: calls.filter((c) => c.assistantId === assistantIds[0]).length });
    expect(facets.phone_numbers.length).toBe(3);
  });
});
