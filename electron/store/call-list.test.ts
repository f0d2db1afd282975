import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRow } from '../../core/calls/call-row.ts';
import type { CallFilter, KeptSort } from '../../core/calls/filters.ts';
import { compareRows, matchesFilter } from '../../core/calls/matches-filter.ts';
import type { Cursor } from '../../core/contract/routes/calls.ts';
import type { CachedPage } from '../../core/store/local-store.ts';
import { SEARCH_CASES } from '../../core/store/search-cases.ts';
import { AS_OF, aDetail, aRow, callIdOf, ORG, OTHER_ORG, serveHere } from './testing.ts';

const SEED = 20261122;

/** Mulberry32: the same numbers in every run. */
const randomBy = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const random = randomBy(SEED);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const maybe = <T>(value: () => T): T | null => (random() < 0.3 ? null : value());
const WORDS = ['refund', 'Überweisung', 'заказ', 'Ёлка', 'reseña', 'booking', 'yesterday', 'мой', 'naïve', 'plan'];
const ASSISTANTS = [1, 2, 3].map((n) => `a0000000-0000-4000-8000-00000000000${String(n)}`);
const NUMBERS = [1, 2].map((n) => `d0000000-0000-4000-8000-00000000000${String(n)}`);
const BUCKETS = ['no-answer', 'voicemail', 'completed', 'error'] as const;

const randomRow = (n: number): CallRow => {
  const qciTotalScore = maybe(() => Math.floor(random() * 101));
  return aRow(n, {
    createdAt: new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 200) * 3_600_000).toISOString(),
    callType: pick(['inbound', 'outbound', 'web']),
    status: pick(['ended', 'in-progress']),
    outcomeBucket: maybe(() => pick(BUCKETS)),
    assistantId: maybe(() => pick(ASSISTANTS)),
    assistantName: maybe(() => pick(['Anna', 'Bruno'])),
    phoneNumberId: maybe(() => pick(NUMBERS)),
    customerNumber: maybe(() => `+1555${String(Math.floor(random() * 1e7)).padStart(7, '0')}`),
    summary: maybe(() => `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)}`),
    durationSeconds: maybe(() => Math.floor(random() * 40)),
    cost: maybe(() => Math.floor(random() * 20) / 100),
    recordingState: pick(['none', 'remote', 'expired', 'denied']),
    hasTranscript: random() < 0.5,
    qciTotalScore,
    qciStatus: qciTotalScore === null ? null : pick(['pass', 'review', 'fail']),
    reviewedAt: maybe(() => AS_OF),
  });
};

const sometimes = <K extends keyof CallFilter>(key: K, value: () => CallFilter[K], odds = 0.15): Partial<CallFilter> =>
  random() < odds ? { [key]: value() } : {};

const randomFilter = (): CallFilter => ({
  ...sometimes('from', () => new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 200) * 3_600_000).toISOString()),
  ...sometimes('to', () => new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 200) * 3_600_000).toISOString()),
  ...sometimes('assistantIds', () => [pick(ASSISTANTS), pick(ASSISTANTS)] as CallFilter['assistantIds']),
  ...sometimes('phoneNumberIds', () => [pick(NUMBERS)] as CallFilter['phoneNumberIds']),
  ...sometimes('callTypes', () => (random() < 0.3 ? [] : [pick(['inbound', 'web'] as const)])),
  ...sometimes('statuses', () => ['ended']),
  ...sometimes('outcomeBuckets', () => [pick(BUCKETS)]),
  ...sometimes('bands', () => [pick(['pass', 'none', 'fail'] as const)]),
  ...sometimes('scoreMin', () => Math.floor(random() * 100)),
  ...sometimes('scoreMax', () => Math.floor(random() * 100)),
  ...sometimes('durationMin', () => Math.floor(random() * 40)),
  ...sometimes('durationMax', () => Math.floor(random() * 40)),
  ...sometimes('hasTranscript', () => random() < 0.5),
  ...sometimes('hasRecording', () => random() < 0.5),
  ...sometimes('hasAnalysis', () => random() < 0.5),
  ...sometimes('reviewed', () => random() < 0.5),
  ...sometimes('q', () => `${pick(['refu', 'уберв', 'ЗАКАЗ', 'елка', 'resena', 'uberw', 'anna', '5551', 'naive'])} ${random() < 0.3 ? 'plan' : ''}`, 0.3),
});

const randomSort = (): KeptSort => ({
  by: pick(['created_at', 'duration_seconds', 'qci_total_score', 'cost'] as const),
  direction: pick(['asc', 'desc'] as const),
});

describe('the cached list', () => {
  const { ask, close } = serveHere();
  const rows = Array.from({ length: 700 }, (_, n) => randomRow(n));

  beforeAll(() => {
    ask('open', { path: ':memory:', keyHex: null });
    ask('saveRows', { organizationId: ORG, rows: rows.slice(0, 350), asOf: AS_OF });
    ask('saveRows', { organizationId: ORG, rows: rows.slice(350), asOf: AS_OF });
    ask('saveRows', { organizationId: OTHER_ORG, rows: [aRow(1, { summary: 'refund' })], asOf: AS_OF });
  });
  afterAll(close);

  const everyPage = (filter: CallFilter, sort: KeptSort, limit: number): string[] => {
    const ids: string[] = [];
    let cursor: Cursor | null = null;
    do {
      const page: CachedPage | null = ask('listRows', { organizationId: ORG, filter, sort, cursor, limit });
      ids.push(...(page?.rows.map(({ id }) => id) ?? []));
      cursor = page?.next ?? null;
    } while (cursor);
    return ids;
  };

  it('filters, sorts and pages as the plain predicate and comparator do', () => {
    for (let round = 0; round < 250; round += 1) {
      const filter = randomFilter();
      const sort = randomSort();
      const expected = rows.filter((row) => matchesFilter(row, filter)).toSorted(compareRows(sort));
      const context = `round ${String(round)} ${JSON.stringify({ filter, sort })}`;
      expect(everyPage(filter, sort, pick([7, 50, 200])), context).toEqual(expected.map(({ id }) => id));
      const count = ask('countRows', { organizationId: ORG, filter, cap: 100 });
      expect(count, context).toEqual({ count: Math.min(expected.length, 100), capped: expected.length > 100, asOf: AS_OF });
    }
  });

  it('gives rows back whole', () => {
    const page = ask('listRows', { organizationId: ORG, filter: {}, sort: { by: 'created_at', direction: 'asc' }, cursor: null, limit: 500 });
    const first = page?.rows[0];
    expect(first).toEqual(rows.find(({ id }) => id === first?.id));
    expect(page?.asOf).toBe(AS_OF);
  });

  it('says null for a list that was never read, not an empty one', () => {
    const organizationId = '0b0e7a52-0000-4000-8000-00000000000c';
    expect(ask('listRows', { organizationId, filter: {}, sort: { by: 'cost', direction: 'asc' }, cursor: null, limit: 5 })).toBeNull();
    expect(ask('countRows', { organizationId, filter: {}, cap: 5 })).toBeNull();
  });

  it('goes on from a cursor of the workspace, and refuses one of another order', () => {
    const sort = { by: 'created_at', direction: 'desc' } as const;
    const all = rows.toSorted(compareRows(sort));
    const from = all[9] as CallRow;
    const cursor = { sort: 'created_at', direction: 'desc', value: from.createdAt.replace('T', ' ').replace('.000Z', '+00'), id: from.id };
    const page = ask('listRows', { organizationId: ORG, filter: {}, sort, cursor, limit: 3 });
    expect(page?.rows.map(({ id }) => id)).toEqual(all.slice(10, 13).map(({ id }) => id));
    expect(ask('listRows', { organizationId: ORG, filter: {}, sort: { by: 'cost', direction: 'asc' }, cursor, limit: 3 })?.rows).toEqual([]);
  });
});

describe('a search in any language, as the workspace finds it', () => {
  const { ask, close } = serveHere();
  const texts = [...new Set(SEARCH_CASES.map(({ text }) => text))];
  const detailOf = (n: number) => callIdOf(texts.length + n);

  beforeAll(() => {
    ask('open', { path: ':memory:', keyHex: null });
    ask('saveRows', { organizationId: ORG, rows: texts.flatMap((summary, n) => [aRow(n, { summary }), aRow(texts.length + n)]), asOf: AS_OF });
    for (const [n, transcript] of texts.entries()) ask('saveDetail', { organizationId: ORG, call: aDetail(texts.length + n, { transcript }), readAt: AS_OF });
  });
  afterAll(close);

  it.each(SEARCH_CASES)('in $text, $q: $finds', ({ text, q, finds }) => {
    const page: CachedPage | null = ask('listRows', { organizationId: ORG, filter: { q }, sort: { by: 'created_at', direction: 'asc' }, cursor: null, limit: 500 });
    const n = texts.indexOf(text);
    for (const id of [callIdOf(n), detailOf(n)]) {
      const row = page?.rows.find((one) => one.id === id);
      expect(row !== undefined, id).toBe(finds);
      if (finds) expect(row?.snippet).toMatch(/\u0002[^\u0003]+\u0003/);
    }
  });
});

describe('keeping the list true', () => {
  const open = () => {
    const served = serveHere();
    served.ask('open', { path: ':memory:', keyHex: null });
    return served;
  };
  const sort = { by: 'created_at', direction: 'desc' } as const;
  const idsOf = ({ ask }: ReturnType<typeof open>, q?: string): string[] =>
    ask('listRows', { organizationId: ORG, filter: q === undefined ? {} : { q }, sort, cursor: null, limit: 100 })?.rows.map(({ id }) => id) ?? [];

  it('drops rows that the page should have named and did not', () => {
    const store = open();
    store.ask('saveRows', { organizationId: ORG, rows: [1, 2, 3, 4, 5].map((n) => aRow(n)), asOf: AS_OF });
    const page = { filter: {}, sort, cursor: null, complete: false };
    expect(store.ask('saveRows', { organizationId: ORG, rows: [aRow(5), aRow(3)], asOf: AS_OF, page })).toEqual({ gone: [callIdOf(4)], doubted: [] });
    expect(idsOf(store)).toEqual([5, 3, 2, 1].map(callIdOf));
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(5)], asOf: AS_OF, page: { ...page, complete: true } });
    expect(idsOf(store)).toEqual([callIdOf(5)]);
  });

  it('finds a row by its new words and no longer by its old ones', () => {
    const store = open();
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { summary: 'asked for a refund' })], asOf: AS_OF });
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { summary: 'booked a table' })], asOf: AS_OF });
    expect(idsOf(store, 'refund')).toEqual([]);
    expect(idsOf(store, 'table')).toEqual([callIdOf(1)]);
    store.ask('removeRows', { organizationId: ORG, ids: [callIdOf(1)] });
    expect(idsOf(store, 'table')).toEqual([]);
  });

  it('searches the transcripts of kept calls, whatever the case and accents, and shows the place', () => {
    const store = open();
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { summary: 'Résumé' }), aRow(2)], asOf: AS_OF });
    store.ask('saveDetail', { organizationId: ORG, call: aDetail(2, { transcript: `${'Да. '.repeat(50)}Где моя посылка с ёлкой?` }), readAt: AS_OF });
    expect(idsOf(store, 'RESUME')).toEqual([callIdOf(1)]);
    expect(idsOf(store, 'ПОСЫЛКА елк')).toEqual([callIdOf(2)]);
    const [row] = store.ask('listRows', { organizationId: ORG, filter: { q: 'ёлкой' }, sort, cursor: null, limit: 1 })?.rows ?? [];
    expect(row?.snippet).toContain('Где моя посылка с \u0002ёлкой\u0003?');
    store.ask('saveDetail', { organizationId: ORG, call: aDetail(2, { transcript: 'something else' }), readAt: AS_OF });
    expect(idsOf(store, 'посылка')).toEqual([]);
  });

  it('gives the newest first however calls came in, also one whose time was corrected', () => {
    const store = open();
    const at = (n: number, minute: number) => aRow(n, { summary: 'mango', createdAt: new Date(Date.UTC(2026, 9, 1, 0, minute)).toISOString() });
    store.ask('saveRows', { organizationId: ORG, rows: [at(3, 30), at(1, 10)], asOf: AS_OF });
    store.ask('saveDetail', { organizationId: ORG, call: aDetail(1, { transcript: 'papaya', createdAt: at(1, 10).createdAt }), readAt: AS_OF });
    store.ask('saveRows', { organizationId: ORG, rows: [at(2, 20), at(4, 5)], asOf: null });
    expect(idsOf(store, 'mango')).toEqual([3, 2, 1, 4].map(callIdOf));
    store.ask('saveRows', { organizationId: ORG, rows: [at(1, 40)], asOf: null });
    expect(idsOf(store, 'mango')).toEqual([1, 3, 2, 4].map(callIdOf));
    expect(idsOf(store, 'papaya')).toEqual([callIdOf(1)]);
    expect(store.ask('getDetail', { organizationId: ORG, callId: callIdOf(1) })?.call.transcript).toBe('papaya');
  });

  it('finds words by one letter, by their beginning and whole, and more of them than are named', () => {
    const store = open();
    const words = Array.from({ length: 300 }, (_, n) => `man${String.fromCodePoint(97 + Math.floor(n / 26), 97 + (n % 26))}`);
    store.ask('saveRows', { organizationId: ORG, rows: words.map((word, n) => aRow(n, { summary: word })), asOf: AS_OF });
    const count = (q: string) => store.ask('countRows', { organizationId: ORG, filter: { q }, cap: 1000 })?.count;
    expect(['m', 'ma', 'man', 'mana', 'manaa', 'manx'].map(count)).toEqual([300, 300, 300, 26, 1, 0]);
    expect(idsOf(store, 'man')).toHaveLength(100);
    expect(idsOf(store, 'man')[0]).toBe(callIdOf(299));
  });

  it('takes typed FTS5 syntax as text', () => {
    const store = open();
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { summary: 'say "hello" NOT goodbye' })], asOf: AS_OF });
    for (const q of ['"', '*', 'NEAR(', 'text:hello', 'a OR b AND (', '\u0000x', "'; DROP TABLE call_rows; --"]) expect(() => idsOf(store, q)).not.toThrow();
    expect(idsOf(store, '"hello"')).toEqual([callIdOf(1)]);
  });

  it('finds nothing for what no word can hold, and everything where nothing is asked', () => {
    const store = open();
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { summary: 'well 👍 100%' }), aRow(2)], asOf: AS_OF });
    const counted = (q: string) => store.ask('countRows', { organizationId: ORG, filter: { q }, cap: 10 })?.count;
    for (const q of ['👍', '%', '"', '""', '!?', '\u200b']) expect([q, idsOf(store, q), counted(q)]).toEqual([q, [], 0]);
    for (const q of ['', '  ']) expect([q, idsOf(store, q).length, counted(q)]).toEqual([q, 2, 2]);
    expect(idsOf(store, '👍 well')).toEqual([callIdOf(1)]);
  });

  it('finds a phone number by any part of it, however it is written', () => {
    const store = open();
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { customerNumber: '+15551234567' })], asOf: AS_OF });
    for (const q of ['+1555', '1234567', '234567', '555-123-4567', '(555)1234567']) expect(idsOf(store, q), q).toEqual([callIdOf(1)]);
    expect(idsOf(store, '99')).toEqual([]);
  });
});
