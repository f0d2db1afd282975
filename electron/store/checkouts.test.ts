import { beforeEach, describe, expect, it } from 'vitest';
import { saveDetail } from './call-details.ts';
import { keptBytes } from './kept-bytes.ts';
import { closeStore, openStore } from './open-store.ts';
import { addOperation, settleOperation } from './outbox/operations.ts';
import { savePeaks as writePeaks } from './peaks.ts';
import { AS_OF, aDetail, aMark, aRow, callIdOf, idOf, KEY, ORG, OTHER_ORG, serveHere, temporaryFolder } from './testing.ts';
import { evict } from './upkeep.ts';

const SOURCE = { from: 'calls' as const, callIds: [callIdOf(1)] };
let clock = 0;
let store: ReturnType<typeof serveHere>;

const open = (maxBytes: number): void => {
  clock = 0;
  store = serveHere(() => (clock += 1));
  store.ask('open', { path: ':memory:', keyHex: null, maxBytes });
};
beforeEach(() => open(50_000));

const saveCall = (n: number, length = 100): void => {
  store.ask('saveDetail', { organizationId: ORG, call: aDetail(n, { transcript: 'x'.repeat(length) }), readAt: AS_OF });
};
const savePeaks = (n: number, length = 10): void => {
  const points = new Int8Array(length);
  store.ask('savePeaks', { organizationId: ORG, callId: callIdOf(n), reference: 'r', durationSeconds: 1, pointsPerSecond: 20, agent: points, customer: points, mono: true, agentChannel: null });
};
const holds = (n: number): boolean => store.ask('getDetail', { organizationId: ORG, callId: callIdOf(n) }) !== null;
const hasPeaks = (n: number): boolean => store.ask('getPeaks', { organizationId: ORG, callId: callIdOf(n), reference: 'r' }) !== null;
const checkOut = (checkout: number, calls: number[], organizationId = ORG): void => {
  store.ask('addCheckout', {
    organizationId, checkoutId: idOf(checkout), name: `trip ${String(checkout)}`, startedAt: new Date(checkout * 1000).toISOString(), withAudio: true, source: SOURCE, callIds: calls.map(callIdOf),
  });
};
const mark = (checkout: number, n: number, state: 'ready' | 'failed' = 'ready', audio: 'ready' | 'none' | 'failed' = 'ready', audioBytes = 0): void => {
  store.ask('markCheckoutCall', { checkoutId: idOf(checkout), callId: callIdOf(n), state, audio, audioBytes });
};
const list = () => store.ask('listCheckouts', { organizationId: ORG });
const held = () => store.ask('listHeldCalls', { organizationId: ORG }).callIds.toSorted();

describe('a checkout', () => {
  it('gives its calls in its order until each has an outcome', () => {
    checkOut(1, [3, 1, 2, 1]);
    const left = (limit = 10) => store.ask('listCheckoutCalls', { checkoutId: idOf(1), limit }).callIds;
    expect(left()).toEqual([3, 1, 2].map(callIdOf));
    expect(left(2)).toEqual([3, 1].map(callIdOf));
    mark(1, 1);
    mark(1, 3, 'failed', 'none');
    expect(left()).toEqual([callIdOf(2)]);
  });

  it('counts outcomes so that they add up, and what its calls take', () => {
    saveCall(1, 1000);
    savePeaks(1, 50);
    checkOut(1, [1, 2, 3, 4, 5]);
    mark(1, 1, 'ready', 'ready', 5000);
    mark(1, 2, 'ready', 'none');
    mark(1, 3, 'ready', 'failed');
    mark(1, 4, 'failed', 'none');
    const [one] = list().checkouts;
    expect(one).toMatchObject({ checkoutId: idOf(1), name: 'trip 1', withAudio: true, paused: false, source: SOURCE, total: 5, ready: 3, failed: 1, withoutAudio: 1 });
    const detail = JSON.stringify(aDetail(1, { transcript: 'x'.repeat(1000) })).length;
    expect(one?.bytes).toBe(detail + 100 + 5000);
    checkOut(2, [1]);
    mark(2, 1, 'ready', 'ready', 5000);
    expect(list()).toMatchObject({ callsOnDevice: 3, bytes: detail + 100 + 5000, maxBytes: 50_000 });
  });

  it('is paused, and lists the latest first', () => {
    checkOut(1, [1]);
    checkOut(2, [2]);
    checkOut(3, [2], OTHER_ORG);
    store.ask('markCheckout', { checkoutId: idOf(1), paused: true });
    expect(list().checkouts.map(({ name, paused }) => [name, paused])).toEqual([['trip 2', false], ['trip 1', true]]);
  });

  it('made twice under one id stays as it is', () => {
    checkOut(1, [1, 2]);
    mark(1, 1);
    checkOut(1, [1, 2, 3]);
    expect(list().checkouts[0]).toMatchObject({ total: 2, ready: 1 });
  });

  it('holds its calls until it is removed, but for those of another and those with unsent operations', () => {
    checkOut(1, [1, 2, 3]);
    checkOut(2, [2]);
    store.ask('addOperation', { operation: aMark(1, { callId: callIdOf(3) }) });
    store.ask('addOperation', { operation: aMark(2, { callId: callIdOf(4) }) });
    expect(held()).toEqual([1, 2, 3, 4].map(callIdOf));
    store.ask('removeCheckout', { checkoutId: idOf(1) });
    expect(held()).toEqual([2, 3, 4].map(callIdOf));
    expect(list().checkouts).toHaveLength(1);
  });

  it('tells which calls are here whole, and with their recording', () => {
    saveCall(1);
    saveCall(2);
    checkOut(1, [1, 2, 3]);
    mark(1, 1, 'ready', 'ready', 10);
    mark(1, 2, 'ready', 'failed');
    const kept = (numbers: number[], organizationId = ORG) => store.ask('listKept', { organizationId, callIds: numbers.map(callIdOf) }).kept.toSorted((a, b) => a.callId.localeCompare(b.callId));
    expect(kept([1, 2, 3])).toEqual([{ callId: callIdOf(1), audio: true }, { callId: callIdOf(2), audio: false }]);
    expect(kept([2])).toEqual([{ callId: callIdOf(2), audio: false }]);
    expect(kept([])).toEqual([]);
    expect(kept([1], OTHER_ORG)).toEqual([]);
  });

  it('counts a call that is gone at the workspace as failed', () => {
    saveCall(1);
    store.ask('addOperation', { operation: aMark(1) });
    store.ask('saveDraft', { organizationId: ORG, callId: callIdOf(1), field: 'moment:new', text: 'half' });
    store.ask('savePlace', { organizationId: ORG, callId: callIdOf(1), positionMs: 5 });
    checkOut(1, [1, 2]);
    mark(1, 1);
    store.ask('removeRows', { organizationId: ORG, ids: [callIdOf(1)] });
    expect(list().checkouts[0]).toMatchObject({ total: 2, ready: 0, failed: 1 });
    expect(holds(1)).toBe(false);
    expect(store.ask('listDrafts', { organizationId: ORG, callId: callIdOf(1) }).drafts).toEqual([]);
    expect(store.ask('getPlace', { organizationId: ORG })).toBeNull();
    expect(store.ask('listOperations', { organizationId: ORG }).operations).toHaveLength(1);
  });
});

describe('over its cap the store', () => {
  it('never drops what a checkout or an unsent operation holds, whenever it was saved', () => {
    saveCall(1, 10_000);
    savePeaks(1, 500);
    checkOut(1, [1, 2]);
    saveCall(2, 10_000);
    saveCall(3, 10_000);
    store.ask('addOperation', { operation: aMark(1, { callId: callIdOf(3) }) });
    saveCall(2, 10_001);
    savePeaks(1, 501);
    for (let n = 10; n < 30; n += 1) saveCall(n, 9_000);
    expect([1, 2, 3].map(holds)).toEqual([true, true, true]);
    expect(hasPeaks(1)).toBe(true);
    store.ask('settleOperation', { opId: idOf(1001), version: 1, by: { userId: idOf(9), name: null } });
    store.ask('removeCheckout', { checkoutId: idOf(1) });
    for (let n = 30; n < 40; n += 1) saveCall(n, 9_000);
    expect([1, 2, 3].map(holds)).toEqual([false, false, false]);
    expect(hasPeaks(1)).toBe(false);
  });

  it('F21: keeps of thousands of calls five megabytes: those opened last and all that are held', () => {
    open(5 * 1024 * 1024);
    const calls = 4000;
    const pinned = Array.from({ length: 60 }, (_, n) => n * 20);
    checkOut(1, pinned.slice(0, 50));
    for (const n of pinned.slice(50)) store.ask('addOperation', { operation: aMark(n, { callId: callIdOf(n) }) });
    const opened = 7;
    for (let n = 0; n < calls; n += 1) {
      saveCall(n, 3_000);
      if (n > opened && n % 50 === 0) holds(opened);
    }
    const { details } = store.ask('status', { organizationId: ORG });
    const each = JSON.stringify(aDetail(calls, { transcript: 'x'.repeat(3_000) })).length;
    expect(details).toBeLessThanOrEqual((5 * 1024 * 1024) / each);
    expect(details).toBeGreaterThan((5 * 1024 * 1024) / each - 10);
    expect(pinned.filter((n) => !holds(n))).toEqual([]);
    expect(holds(calls - 1)).toBe(true);
    // An old one that the person comes back to is none of the oldest.
    expect(holds(opened)).toBe(true);
    expect(holds(opened - 1)).toBe(false);
  }, 60_000);
});

it('knows what it keeps, whatever was saved, changed, settled and dropped', () => {
  const folder = temporaryFolder();
  const { db } = openStore({ path: `${folder.path}/store.db`, keyHex: KEY, onUnreadable: 'refuse', verify: false }, 0);
  const known = () => keptBytes(db);
  expect(known()).toBe(0);
  const counted = () => Number(db.first('SELECT (SELECT total(bytes) FROM call_details) + (SELECT total(bytes) FROM peaks)')?.[0]);
  const detail = (n: number, length: number) => saveDetail(db, { organizationId: ORG, call: aDetail(n, { transcript: 'x'.repeat(length) }), readAt: AS_OF }, n);
  for (const n of [1, 2, 3]) detail(n, 1000);
  detail(2, 3000);
  for (const size of [100, 30]) {
    const points = new Int8Array(size);
    writePeaks(db, { organizationId: ORG, callId: callIdOf(1), reference: 'r', durationSeconds: 1, pointsPerSecond: 20, agent: points, customer: points, mono: true, agentChannel: null }, 4);
  }
  addOperation(db, { operation: aMark(1), seen: null });
  settleOperation(db, { opId: idOf(1001), version: 1, by: { userId: idOf(9), name: 'Ana' }, run: null });
  expect(known()).toBe(counted());
  expect(evict(db, 3000)).toBe(2);
  expect(known()).toBe(counted());
  expect(() => db.transaction(() => {
    detail(9, 1000);
    throw new Error('no');
  })).toThrow();
  expect(known()).toBe(counted());
  closeStore(db);
  const again = openStore({ path: `${folder.path}/store.db`, keyHex: KEY, onUnreadable: 'refuse', verify: false }, 0).db;
  expect(keptBytes(again)).toBe(Number(again.first('SELECT (SELECT total(bytes) FROM call_details) + (SELECT total(bytes) FROM peaks)')?.[0]));
  closeStore(again);
  folder.remove();
});

describe('a lost organization', () => {
  it('takes everything with it but what was not sent, which is refused', () => {
    store.ask('saveRows', { organizationId: ORG, rows: [aRow(1)], asOf: AS_OF });
    saveCall(1);
    checkOut(1, [1]);
    store.ask('saveDraft', { organizationId: ORG, callId: callIdOf(1), field: 'moment:new', text: 'half' });
    store.ask('savePlace', { organizationId: ORG, callId: callIdOf(1), positionMs: 5 });
    store.ask('addOperation', { operation: aMark(1) });
    store.ask('addOperation', { operation: aMark(2) });
    store.ask('addOperation', { operation: aMark(3, { organizationId: OTHER_ORG }) });
    store.ask('markOperation', { opId: idOf(1002), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'invalid', field: 'label' } });
    expect(store.ask('deleteOrganization', { organizationId: ORG })).toEqual({ removed: 1 });
    expect(list()).toMatchObject({ checkouts: [], callsOnDevice: 0, bytes: 0 });
    expect(store.ask('listDrafts', { organizationId: ORG, callId: callIdOf(1) }).drafts).toEqual([]);
    expect(store.ask('getPlace', { organizationId: ORG })).toBeNull();
    expect(holds(1)).toBe(false);
    expect(store.ask('listOperations', { organizationId: null }).operations.map(({ state, refusal }) => [state, refusal?.code])).toEqual([
      ['failed', 'forbidden'], ['failed', 'invalid'], ['waiting', undefined],
    ]);
    expect(store.ask('listOrganizations', {}).organizationIds.toSorted()).toEqual([ORG, OTHER_ORG]);
    for (const n of [1, 2]) store.ask('removeOperation', { opId: idOf(1000 + n) });
    expect(store.ask('listOrganizations', {}).organizationIds).toEqual([OTHER_ORG]);
  });

  it('is named while anything of it is kept, whatever that is', () => {
    const organizationId = OTHER_ORG;
    const named = () => store.ask('listOrganizations', {}).organizationIds.length;
    for (const keep of [
      () => store.ask('saveDraft', { organizationId, callId: callIdOf(1), field: 'moment:new', text: 'half' }),
      () => store.ask('savePlace', { organizationId, callId: callIdOf(1), positionMs: 5 }),
      () => checkOut(1, [1], organizationId),
      () => checkOut(2, [], organizationId),
    ]) {
      keep();
      expect(named()).toBe(1);
      store.ask('deleteOrganization', { organizationId });
      expect(named()).toBe(0);
    }
  });
});

describe('drafts and the place', () => {
  it('are kept until they are empty', () => {
    const of = { organizationId: ORG, callId: callIdOf(1) };
    store.ask('saveDraft', { ...of, field: 'moment:new', text: 'half a' });
    store.ask('saveDraft', { ...of, field: 'moment:new', text: 'half a word' });
    store.ask('saveDraft', { ...of, field: 'comment:1', text: 'x' });
    expect(store.ask('listDrafts', of).drafts.map(({ field, text }) => [field, text])).toEqual([['comment:1', 'x'], ['moment:new', 'half a word']]);
    expect(store.ask('listDrafts', of).drafts[0]?.updatedAt).toMatch(/^1970-01-01T/);
    store.ask('saveDraft', { ...of, field: 'comment:1', text: '' });
    expect(store.ask('listDrafts', of).drafts).toHaveLength(1);
    expect(store.ask('getPlace', { organizationId: ORG })).toBeNull();
    store.ask('savePlace', { ...of, positionMs: 61_000 });
    expect(store.ask('getPlace', { organizationId: ORG })).toEqual({ callId: callIdOf(1), positionMs: 61_000 });
    store.ask('savePlace', { organizationId: ORG, callId: null, positionMs: 0 });
    expect(store.ask('getPlace', { organizationId: ORG })).toBeNull();
  });
});
