import { describe, expect, it, vi } from 'vitest';
import { AppError, type AppErrorCode } from '../../../../core/contract/errors.ts';
import { queuesRoutes } from '../../../../core/contract/routes/queues.ts';
import type { Queue, QueueItem, SavedView } from '../../../../core/queues/queue.ts';
import type { QueueAnswer } from '../../../../core/queues/write.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import { idOf, ORG } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import { asked } from '../testing/ask.ts';
import { queuesHandlers } from './queues.ts';
import { aDesk, aStore, refuses } from './testing/call-desk.ts';

const NOW = '2026-12-01T12:00:00.000Z';
const QUEUE = idOf(1);
const OP = idOf(99);
const queue: Queue = {
  id: QUEUE, name: 'Today', kind: 'normal', blind: true, shared: false, dueOn: null, collectsFlags: false, createdBy: idOf(2), createdByName: 'Rex', createdAt: NOW, closedAt: null, version: 1,
  items: 3, done: 0, taken: 0, skipped: 0, reviewed: 0, free: 3, mine: 0,
};
const item = (n: number, extra: Partial<QueueItem> = {}): QueueItem => ({
  id: idOf(10 + n), callId: idOf(20 + n), place: n, state: 'open', isFree: true, assignedTo: null, assignedToName: null, takenBy: null, takenByName: null, takenUntil: null, skippedByName: null, skipReason: null, skipNote: null,
  doneBy: null, doneByName: null, doneAt: null, reviews: 0, version: 1, createdAt: NOW, assistantName: null, customerNumber: null, summary: null, durationSeconds: null, recordingState: 'none', score: null, band: null, ...extra,
});
const items = [item(1), item(2), item(3)];
const view: SavedView = { id: idOf(5), name: 'Lost', filters: { bands: ['fail'] }, shared: true, createdBy: null, createdByName: null, version: 1 };

const cut = (): Partial<Remote> => Object.fromEntries(['listQueues', 'getQueue', 'nextInQueue', 'takeCall', 'releaseCall', 'listViews', 'writeQueue', 'previewFill', 'listFlagged'].map((name) => [name, refuses('offline')]));
const queues = (remote: Partial<Remote>, store = aStore()) => {
  let answers = remote;
  const deps = { desk: async () => aDesk(store, answers), isCutOff, now: () => new Date(NOW), askMembership: async () => undefined, notKept: vi.fn(), journaled: () => undefined };
  const { ask } = asked(queuesRoutes, queuesHandlers(deps));
  return { ask, store, goes: (next: Partial<Remote>) => void (answers = next) };
};
const applied: QueueAnswer = { result: 'applied', added: 0, already: 0, assigned: 0, left: [] };

describe('what is read of queues', () => {
  it.each([
    ['queues.list', {}, { listQueues: async () => [queue] }, { queues: [queue] }],
    ['queues.get', { queueId: QUEUE }, { getQueue: async () => ({ queue, items }) }, { queue, items }],
    ['views.list', {}, { listViews: async () => [view] }, { views: [view] }],
  ] as const)('%s is the workspace\'s word, and that which was kept where it is out of reach', async (route, input, remote, value) => {
    const { ask, goes } = queues(cut());
    expect(await ask(route, input)).toMatchObject({ ok: false, error: { code: 'offline' } });
    goes(remote);
    expect(await ask(route, input)).toEqual({ ok: true, value: { ...value, source: 'workspace', asOf: NOW } });
    goes(cut());
    expect(await ask(route, input)).toEqual({ ok: true, value: { ...value, source: 'cache', asOf: NOW } });
    goes(Object.fromEntries(Object.keys(remote).map((name) => [name, refuses('forbidden')])));
    expect(await ask(route, input)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('a queue that the person does not see is not found', async () => {
    const { ask } = queues({ getQueue: async () => null, nextInQueue: async () => null, takeCall: async () => null, previewFill: async () => null });
    for (const [route, input] of [['queues.get', {}], ['queues.next', {}], ['queues.take', { callId: idOf(21) }], ['queues.preview', { filter: {} }]] as const)
      expect([route, await ask(route, { queueId: QUEUE, ...input })]).toMatchObject([route, { ok: false, error: { code: 'not_found' } }]);
  });
});

describe('a queue of which calls were settled here', () => {
  const make = (n: number) => ({ opId: idOf(90 + n), organizationId: ORG, callId: idOf(n), expectedVersion: 0, madeAt: NOW, before: {} });
  it('says so before the workspace has heard of it, online and offline; a skip counts for its own queue only', async () => {
    const store = aStore();
    const scores = { talk_balance: 0, flow: 0, engagement: 0, recognition: 0, compliance: 0, alternatives: 0, brand: 0, outcome: 0 };
    await store.addOperation({ operation: { kind: 'complete_review', ...make(22), entityId: idOf(22), patch: { call_id: idOf(22), scores, was_blind: true, seconds: 60, run_id: null } } });
    await store.addOperation({ operation: { kind: 'skip_item', ...make(21), entityId: idOf(91), patch: { queue_id: QUEUE, call_id: idOf(21), reason: 'later', note: null } } });
    await store.addOperation({ operation: { kind: 'skip_item', ...make(23), entityId: idOf(92), patch: { queue_id: idOf(8), call_id: idOf(23), reason: 'later', note: null } } });
    const { ask, goes } = queues({ getQueue: async () => ({ queue, items }), nextInQueue: async () => [21, 22, 23].map((n) => idOf(n)) }, store);
    const value = {
      queue: { done: 1, skipped: 1, free: 2 },
      items: [{ callId: idOf(22), place: 1, state: 'done', doneAt: NOW }, { callId: idOf(23), place: 2, state: 'open' }, { callId: idOf(21), place: 3, state: 'skipped', skipReason: 'later' }],
    };
    expect(await ask('queues.get', { queueId: QUEUE })).toMatchObject({ ok: true, value });
    expect(await ask('queues.next', { queueId: QUEUE, afterCallId: null })).toMatchObject({ value: { next: idOf(23), following: [], source: 'workspace' } });
    goes(cut());
    expect(await ask('queues.get', { queueId: QUEUE })).toMatchObject({ ok: true, value: { ...value, source: 'cache' } });
    expect(await ask('queues.next', { queueId: QUEUE, afterCallId: null })).toMatchObject({ value: { next: idOf(23), following: [], source: 'cache' } });
  });
});

describe('the next call', () => {
  it('is the workspace\'s, with three to read ahead', async () => {
    const nextInQueue = vi.fn(async () => [21, 22, 23, 24].map((n) => idOf(n)));
    const { ask } = queues({ nextInQueue });
    expect(await ask('queues.next', { queueId: QUEUE, afterCallId: idOf(20) })).toEqual({ ok: true, value: { next: idOf(21), following: [idOf(22), idOf(23), idOf(24)], source: 'workspace' } });
    expect(nextInQueue).toHaveBeenCalledExactlyOnceWith(QUEUE, idOf(20), 4);
    expect(await queues({ nextInQueue: async () => [] }).ask('queues.next', { queueId: QUEUE })).toEqual({ ok: true, value: { next: null, following: [], source: 'workspace' } });
  });

  it('is none that the person has done or put back here, though the workspace has not heard of it', async () => {
    const store = aStore();
    const criteria = { talk_balance: 0, flow: 0, engagement: 0, recognition: 0, compliance: 0, alternatives: 0, brand: 0, outcome: 0 };
    const patch = { call_id: idOf(21), scores: criteria, was_blind: true, seconds: 60, run_id: null };
    await store.addOperation({ operation: { kind: 'complete_review', opId: OP, organizationId: ORG, callId: idOf(21), entityId: idOf(21), expectedVersion: 1, madeAt: NOW, before: {}, patch } });
    const nextInQueue = vi.fn(async () => [21, 22, 23].map((n) => idOf(n)));
    const { ask, goes } = queues({ nextInQueue, getQueue: async () => ({ queue, items }) }, store);
    await ask('queues.get', { queueId: QUEUE });
    expect(await ask('queues.next', { queueId: QUEUE })).toEqual({ ok: true, value: { next: idOf(22), following: [idOf(23)], source: 'workspace' } });
    // One more than is shown is asked for, so that as many are left.
    expect(nextInQueue).toHaveBeenCalledExactlyOnceWith(QUEUE, null, 5);
    goes(cut());
    expect(await ask('queues.next', { queueId: QUEUE })).toMatchObject({ value: { next: idOf(22), following: [idOf(23)], source: 'cache' } });
  });

  it('comes from what is kept where the workspace is out of reach', async () => {
    const { ask, goes } = queues({ getQueue: async () => ({ queue, items }) });
    await ask('queues.get', { queueId: QUEUE });
    goes(cut());
    expect(await ask('queues.next', { queueId: QUEUE, afterCallId: idOf(22) })).toEqual({ ok: true, value: { next: idOf(23), following: [idOf(21)], source: 'cache' } });
    expect(await queues(cut()).ask('queues.next', { queueId: QUEUE })).toMatchObject({ ok: false, error: { code: 'offline' } });
  });
});

describe('a call of a queue', () => {
  const take = (remote: Partial<Remote>) => queues(remote).ask('queues.take', { queueId: QUEUE, callId: idOf(21) });
  it('is taken, held by somebody else, or taken without a word of the workspace', async () => {
    expect(await take({ takeCall: async () => ({ taken: true, byName: 'Ed', until: NOW }) })).toEqual({ ok: true, value: { state: 'taken', byName: 'Ed', until: NOW } });
    expect(await take({ takeCall: async () => ({ taken: false, byName: 'Rex', until: NOW }) })).toMatchObject({ value: { state: 'held', byName: 'Rex' } });
    expect(await take(cut())).toEqual({ ok: true, value: { state: 'unconfirmed', byName: null, until: null } });
    expect(await take({ takeCall: refuses('forbidden') })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('is let go, or lets go by itself', async () => {
    const release = (remote: Partial<Remote>) => queues(remote).ask('queues.release', { queueId: QUEUE, callId: idOf(21) });
    expect(await release({ releaseCall: async () => undefined })).toEqual({ ok: true, value: {} });
    expect(await release(cut())).toEqual({ ok: true, value: {} });
    expect(await release({ releaseCall: refuses('internal') })).toMatchObject({ ok: false });
  });
});

describe('what is changed', () => {
  const seen = [{ id: idOf(11), version: 2 }];
  it.each([
    ['queues.save', { queueId: QUEUE, version: 3, name: ' Now ', dueOn: null, closed: true }, 'save_queue', 3, { organization_id: ORG, queue_id: QUEUE, name: 'Now', due_on: null, closed: true }],
    ['queues.fill', { queueId: QUEUE, source: { from: 'filter', filter: { scoreMin: 1 }, most: 9 } }, 'fill_queue', 0, { queue_id: QUEUE, filters: { score_min: 1 }, most: 9 }],
    ['queues.assign', { queueId: QUEUE, items: seen, userId: null }, 'assign_items', 0, { queue_id: QUEUE, items: seen, user_id: null }],
    ['queues.reopen', { queueId: QUEUE, items: seen }, 'reopen_items', 0, { queue_id: QUEUE, items: seen }],
    ['queues.remove', { queueId: QUEUE, items: seen }, 'remove_items', 0, { queue_id: QUEUE, items: seen }],
    ['views.save', { viewId: idOf(5), version: 0, name: 'Lost', filters: { scoreMin: 3, dueOn: 1 } }, 'save_view', 0, { organization_id: ORG, view_id: idOf(5), name: 'Lost', filters: { scoreMin: 3, dueOn: 1 } }],
  ] as const)('%s is sent under the page\'s own id in the workspace\'s words', async (route, input, kind, expectedVersion, patch) => {
    const writeQueue = vi.fn(async () => applied);
    expect(await queues({ writeQueue }).ask(route, { opId: OP, ...input })).toMatchObject({ ok: true });
    expect(writeQueue).toHaveBeenCalledExactlyOnceWith({ kind, opId: OP, expectedVersion, patch });
  });

  it.each([
    ['queues.skip', { queueId: QUEUE, callId: idOf(21), reason: 'later', note: ' ' }, 'skip_item', { queue_id: QUEUE, call_id: idOf(21), reason: 'later', note: null }],
    ['queues.flag', { callId: idOf(21), flagged: true }, 'flag_call', { call_id: idOf(21), flagged: true }],
  ] as const)('%s is journaled once under the page\'s own id, also without a network', async (route, input, kind, patch) => {
    const { ask, store } = queues(cut());
    expect(await ask(route, { opId: OP, ...input })).toEqual({ ok: true, value: {} });
    await ask(route, { opId: OP, ...input });
    expect((await store.listOperations({ organizationId: null })).operations).toMatchObject([{ state: 'waiting', operation: { kind, opId: OP, callId: idOf(21), expectedVersion: 0, patch } }]);
  });

  it('a flag that was not sent yet counts, the last word of it, with the workspace and without', async () => {
    const { ask, goes } = queues(cut());
    const flag = (n: number, flagged: boolean, op: number) => ask('queues.flag', { opId: idOf(op), callId: idOf(n), flagged });
    const flagged = (...ns: number[]) => ask('queues.listFlagged', { callIds: ns.map(idOf) });
    await flag(21, true, 61);
    await flag(22, true, 62);
    await flag(22, false, 63);
    expect(await flagged(21, 22)).toEqual({ ok: true, value: { callIds: [idOf(21)] } });
    // Of a call about which nothing was said here nobody knows.
    expect(await flagged(21, 23)).toMatchObject({ ok: false, error: { code: 'offline' } });
    goes({ listFlagged: async () => [idOf(22), idOf(23)] });
    expect(await flagged(21, 22, 23, 24)).toEqual({ ok: true, value: { callIds: [idOf(21), idOf(23)] } });
  });

  it.each<[QueueAnswer | AppError, AppErrorCode]>([
    [{ result: 'conflict' }, 'conflict'], [{ result: 'rejected', code: 'forbidden' }, 'forbidden'], [{ result: 'rejected', code: 'not_found', field: 'queue_id' }, 'not_found'], [{ result: 'rejected', code: 'too_long' }, 'too_large'],
    [{ result: 'rejected', code: 'invalid', field: 'name' }, 'bad_request'], [new AppError('offline', 'gone'), 'offline'],
  ])('says why it was not done: %j', async (answer, code) => {
    const writeQueue = async () => (answer instanceof Error ? Promise.reject(answer) : answer);
    expect(await queues({ writeQueue }).ask('queues.fill', { queueId: QUEUE, opId: OP, source: { from: 'calls', callIds: [idOf(21)] } })).toMatchObject({ ok: false, error: { code } });
  });

  it('tells what came of it, the second time too', async () => {
    const { ask } = queues({ writeQueue: async () => ({ ...applied, result: 'duplicate', added: 3, already: 1, assigned: 2, left: [idOf(11)] }) });
    expect(await ask('queues.fill', { queueId: QUEUE, opId: OP, source: { from: 'calls', callIds: [idOf(21)] } })).toEqual({ ok: true, value: { added: 3, already: 1 } });
    expect(await ask('queues.assign', { queueId: QUEUE, opId: OP, items: seen, userId: null })).toEqual({ ok: true, value: { assigned: 2, left: [idOf(11)] } });
  });
});
