import { beforeEach, describe, expect, it } from 'vitest';
import type { CallFilter, KeptSort } from '../../core/calls/filters.ts';
import { AS_OF, aDetail, aRow, callIdOf, ORG, serveHere } from './testing.ts';

const NEWEST: KeptSort = { by: 'created_at', direction: 'desc' };
let store: ReturnType<typeof serveHere>;

beforeEach(() => {
  store = serveHere();
  store.ask('open', { path: ':memory:', keyHex: null });
  store.ask('saveRows', { organizationId: ORG, rows: [1, 2, 3].map((n) => aRow(n, { cost: n })), asOf: AS_OF });
  for (const n of [1, 2, 3]) keep(n);
});

function keep(n: number): void {
  store.ask('saveDetail', { organizationId: ORG, call: aDetail(n, { transcript: `call ${String(n)} said mango` }), readAt: AS_OF });
  const points = Int8Array.from([1, 2]);
  store.ask('savePeaks', { organizationId: ORG, callId: callIdOf(n), reference: 'r', durationSeconds: 1, pointsPerSecond: 20, agent: points, customer: points, mono: true, agentChannel: null });
}

/** What is kept of a call: its row, its whole, its peaks, and whether a search finds what was said in it. */
const keptOf = (n: number): string[] => {
  const id = callIdOf(n);
  const listed = (filter: CallFilter) => (store.ask('listRows', { organizationId: ORG, filter, sort: NEWEST, cursor: null, limit: 10 })?.rows ?? []).some((row) => row.id === id);
  return [
    listed({}) && 'row',
    store.ask('getDetail', { organizationId: ORG, callId: id }) && 'detail',
    store.ask('getPeaks', { organizationId: ORG, callId: id, reference: 'r' }) && 'peaks',
    listed({ q: 'mango' }) && 'search',
  ].filter((part) => typeof part === 'string');
};
const ALL = ['row', 'detail', 'peaks', 'search'];

/** The workspace answers a page with calls 3 and 1. */
const answered = (filter: CallFilter, sort: KeptSort = NEWEST) =>
  store.ask('saveRows', { organizationId: ORG, rows: [aRow(3, { cost: 3 }), aRow(1, { cost: 1 })], asOf: AS_OF, page: { filter, sort, cursor: null, complete: true } });

describe('a call that the workspace no longer names', () => {
  it.each<[string, CallFilter]>([
    ['among all of them', {}],
    ['in its period', { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }],
    ['where empty filters ask for nothing', { assistantIds: [], q: '' }],
  ])('%s is gone, with everything that was kept of it', (_name, filter) => {
    expect(answered(filter)).toEqual({ gone: [callIdOf(2)], doubted: [] });
    expect(keptOf(2)).toEqual([]);
    expect(keptOf(1)).toEqual(ALL);
    expect(keptOf(3)).toEqual(ALL);
  });

  it.each<[string, CallFilter, KeptSort]>([
    ['by what may have changed', { statuses: ['ended'] }, NEWEST],
    ['by a score', { hasAnalysis: false }, NEWEST],
    ['in an order that may have changed', {}, { by: 'cost', direction: 'desc' }],
  ])('%s is doubted: only its row goes', (_name, filter, sort) => {
    expect(answered(filter, sort)).toEqual({ gone: [], doubted: [callIdOf(2)] });
    expect(keptOf(2)).toEqual(['detail', 'peaks']);
  });

  it('and of which only the row was kept is gone', () => {
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(4)], asOf: AS_OF });
    expect(answered({ statuses: ['ended'] })).toEqual({ gone: [callIdOf(4)], doubted: [callIdOf(2)] });
  });
});

it('what is removed is counted by calls, of which anything was kept', () => {
  store.ask('saveDetail', { organizationId: ORG, call: aDetail(9), readAt: AS_OF });
  expect(store.ask('removeRows', { organizationId: ORG, ids: [2, 9, 10].map(callIdOf) })).toEqual({ removed: 2 });
  expect(keptOf(2)).toEqual([]);
  expect(store.ask('removeRows', { organizationId: ORG, ids: [callIdOf(2)] })).toEqual({ removed: 0 });
});
