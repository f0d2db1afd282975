import { beforeEach, describe, expect, it } from 'vitest';
import type { Facets } from '../../core/contract/routes/calls.ts';
import { AS_OF, aDetail, aRow, callIdOf, ORG, OTHER_ORG, serveHere } from './testing.ts';

describe('what the store keeps', () => {
  let clock = 1000;
  let store: ReturnType<typeof serveHere>;

  beforeEach(() => {
    clock = 1000;
    store = serveHere(() => (clock += 1));
    store.ask('open', { path: ':memory:', keyHex: null, maxBytes: 50_000 });
  });

  const saveCall = (n: number, length = 100): void => {
    store.ask('saveDetail', { organizationId: ORG, call: aDetail(n, { transcript: 'x'.repeat(length) }), readAt: AS_OF });
  };
  const holds = (n: number): boolean => store.ask('getDetail', { organizationId: ORG, callId: callIdOf(n) }) !== null;

  const peaks = {
    organizationId: ORG,
    callId: callIdOf(1),
    reference: 'recordings/one.opus',
    durationSeconds: 12.5,
    pointsPerSecond: 20,
    agent: Int8Array.from([0, 1, 127]),
    customer: Int8Array.from([5, 0, 64]),
    mono: false,
    agentChannel: 0 as const,
  };

  it('gives a call back as it was', () => {
    const call = aDetail(1, { transcript: 'Да, конечно', summary: 'ok' });
    store.ask('saveDetail', { organizationId: ORG, call, readAt: AS_OF });
    expect(store.ask('getDetail', { organizationId: ORG, callId: call.id })).toEqual({ call, readAt: AS_OF });
    expect(store.ask('getDetail', { organizationId: OTHER_ORG, callId: call.id })).toBeNull();
  });

  it('gives peaks back for the recording they were made of, and for no other', () => {
    store.ask('savePeaks', peaks);
    const { organizationId, callId, ...kept } = peaks;
    expect(store.ask('getPeaks', { organizationId, callId, reference: peaks.reference })).toEqual(kept);
    expect(store.ask('getPeaks', { organizationId, callId, reference: 'another' })).toBeNull();
  });

  it('gives the choices of the filter bar back', () => {
    const facets: Facets = { assistants: [{ id: callIdOf(7), name: 'Anna', calls: 3 }], phoneNumbers: [], statuses: ['ended'], members: [] };
    expect(store.ask('getFacets', { organizationId: ORG })).toBeNull();
    store.ask('saveFacets', { organizationId: ORG, facets, readAt: AS_OF });
    expect(store.ask('getFacets', { organizationId: ORG })).toEqual({ facets, readAt: AS_OF });
  });

  it('gives an answer and a prompt back, and forgets both with their organization', () => {
    const of = { organizationId: ORG, question: `prompts.versions ${callIdOf(7)}` };
    expect(store.ask('getAnswer', of)).toBeNull();
    store.ask('saveAnswer', { ...of, value: { versions: ['ё', null] }, readAt: '2026-11-20T00:00:00.000Z' });
    store.ask('saveAnswer', { ...of, value: { versions: [7] }, readAt: AS_OF });
    store.ask('savePrompt', { organizationId: ORG, promptId: callIdOf(8), version: 3, content: 'Be kind.' });
    expect(store.ask('getAnswer', of)).toEqual({ value: { versions: [7] }, readAt: AS_OF });
    expect(store.ask('getAnswer', { ...of, organizationId: OTHER_ORG })).toBeNull();
    expect(store.ask('listOrganizations', {}).organizationIds).toEqual([ORG]);
    store.ask('deleteOrganization', { organizationId: ORG });
    expect(store.ask('getAnswer', of)).toBeNull();
    expect(store.ask('getPrompt', { organizationId: ORG, promptId: callIdOf(8) })).toBeNull();
  });

  it('over its cap drops what was opened longest ago', () => {
    for (const n of [1, 2, 3, 4]) saveCall(n, 10_000);
    expect(holds(1)).toBe(true);
    saveCall(5, 10_000);
    expect([1, 2, 3, 4, 5].filter(holds)).toEqual([1, 3, 4, 5]);
    store.ask('savePeaks', { ...peaks, agent: new Int8Array(9_000), customer: new Int8Array(9_000) });
    const left = [1, 2, 3, 4, 5].filter(holds);
    expect(left.length).toBeLessThan(4);
    expect(left).toContain(5);
    expect(store.ask('getPeaks', { organizationId: ORG, callId: peaks.callId, reference: peaks.reference })).not.toBeNull();
  });

  it('counts what is there and forgets an organization altogether', () => {
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1, { summary: 'refund' }), aRow(2)], asOf: AS_OF });
    store.ask('saveRows', { organizationId: OTHER_ORG, rows: [aRow(1)], asOf: '2026-11-21T00:00:00.000Z' });
    saveCall(1);
    store.ask('savePeaks', peaks);
    expect(store.ask('status', { organizationId: ORG })).toMatchObject({ calls: 2, details: 1, lastReadAt: AS_OF });
    expect(store.ask('status', { organizationId: null })).toMatchObject({ calls: 3, lastReadAt: '2026-11-21T00:00:00.000Z' });
    expect(store.ask('status', { organizationId: null }).bytes).toBeGreaterThan(10_000);
    expect(store.ask('deleteOrganization', { organizationId: ORG })).toEqual({ removed: 2 });
    expect(store.ask('status', { organizationId: ORG })).toMatchObject({ calls: 0, details: 0, lastReadAt: null });
    expect(holds(1)).toBe(false);
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(9)], asOf: AS_OF });
    expect(store.ask('countRows', { organizationId: ORG, filter: { q: 'refund' }, cap: 10 })?.count).toBe(0);
  });

  it('names the organizations of which anything is kept', () => {
    const [row, whole, picture, choices] = [1, 2, 3, 4].map((n) => `0b0e7a52-0000-4000-8000-00000000010${String(n)}`);
    const held = () => store.ask('listOrganizations', {}).organizationIds.toSorted();
    expect(held()).toEqual([]);
    store.ask('saveRows', { organizationId: row ?? '', rows: [aRow(1), aRow(2)], asOf: null });
    store.ask('saveDetail', { organizationId: whole ?? '', call: aDetail(1), readAt: AS_OF });
    store.ask('savePeaks', { ...peaks, organizationId: picture ?? '' });
    store.ask('saveFacets', { organizationId: choices ?? '', facets: { assistants: [], phoneNumbers: [], statuses: [] }, readAt: AS_OF });
    expect(held()).toEqual([row, whole, picture, choices]);
    for (const organizationId of [row, whole, picture, choices]) store.ask('deleteOrganization', { organizationId: organizationId ?? '' });
    expect(held()).toEqual([]);
  });

  it('refuses what breaks the protocol, and goes on', () => {
    const wrong = store.ask as (op: string, payload: unknown) => unknown;
    expect(() => wrong('saveRows', { organizationId: 'x', rows: [{}], asOf: null })).toThrowError(expect.objectContaining({ code: 'bad_request' }));
    expect(() => wrong('constructor', {})).toThrowError(expect.objectContaining({ code: 'bad_request' }));
    expect(() => wrong('open', { path: '/tmp/x.db', keyHex: 'short' })).toThrowError(expect.objectContaining({ code: 'bad_request' }));
    expect(() => serveHere().ask('status', { organizationId: null })).toThrowError(expect.objectContaining({ code: 'not_open' }));
    saveCall(1);
    expect(holds(1)).toBe(true);
  });
});
