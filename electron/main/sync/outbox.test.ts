import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import type { OutboxState } from '../../../core/contract/routes/outbox.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import type { SendOutcome } from '../../../core/sync/answer.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import { laneOf } from '../../../core/sync/plan.ts';
import { aDetail, AS_OF, callIdOf, ORG } from '../../store/testing.ts';
import { aDesk, aStore } from '../ipc/handlers/testing/call-desk.ts';
import { Outbox } from './outbox.ts';

const idOf = (n: number) => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const applied = (version = 1): SendOutcome => ({ type: 'answered', answer: { result: 'applied', version } });
const refused = (status: number, retryAfterMs: number | null = null): SendOutcome => ({ type: 'refused', status, code: '', retryAfterMs });

let store: LocalStore;
let now: number;
let sent: Operation[];
let states: OutboxState[];
let timers: { at: number; run: () => void }[];
let answer: (operation: Operation, n: number) => SendOutcome | Promise<SendOutcome>;
let remoteFault: AppError | null;
let outbox: Outbox;

beforeEach(async () => {
  store = aStore();
  now = Date.UTC(2026, 10, 28, 9);
  [sent, states, timers, remoteFault] = [[], [], [], null];
  answer = () => applied();
  await store.saveDetail({ organizationId: ORG, call: aDetail(1), readAt: AS_OF });
  outbox = aNewRun();
});

/** An outbox as a start of the app makes it, over the store that is there. */
function aNewRun(): Outbox {
  const remote = { sendOperation: async (operation: Operation) => answer(operation, sent.push(operation)) };
  return new Outbox({
    desk: async () => {
      const desk = aDesk(store, remote);
      return { ...desk, remote: async () => (remoteFault ? Promise.reject(remoteFault) : desk.remote()) };
    },
    now: () => now,
    random: () => 0.5,
    later: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    changed: (state) => states.push(state),
    settled: () => undefined,
    settledElsewhere: () => undefined,
    newId: randomUUID,
    log: () => undefined,
  });
}

async function mark(n: number, call = 1): Promise<void> {
  const patch = { moment_id: idOf(n), call_id: callIdOf(call), start_ms: n * 1000, end_ms: null, label: `Moment ${n}`, kind: 'other' as const, note: null };
  await store.addOperation({ operation: { kind: 'mark_moment', opId: idOf(1000 + n), organizationId: ORG, callId: callIdOf(call), entityId: idOf(n), expectedVersion: 0, madeAt: AS_OF, before: {}, patch } });
}

async function rename(n: number, moment: number, was = `Moment ${moment}`): Promise<void> {
  await store.addOperation({ operation: { kind: 'change_moment', opId: idOf(2000 + n), organizationId: ORG, callId: callIdOf(1), entityId: idOf(moment), expectedVersion: 0, madeAt: AS_OF, before: { label: was }, patch: { moment_id: idOf(moment), label: `Renamed ${n}` } } });
}

/** Moment 1 as the workspace tells it in a conflict. */
const anRpcMoment = (change: Record<string, unknown>) => ({
  id: idOf(1), call_id: callIdOf(1), version: 1, start_ms: 1000, end_ms: null, label: 'Moment 1', kind: 'other', note: null, source: 'human', author: idOf(77), author_name: 'Dana',
  updated_by: idOf(77), updated_by_name: 'Dana', created_at: AS_OF, updated_at: AS_OF, deleted: false, comments: [], shared_with: [], ...change,
});

/** Until nothing more can be done without time passing. */
async function settle(run = outbox): Promise<void> {
  run.wake();
  await run.idle();
}

async function passTime(ms: number): Promise<void> {
  now += ms;
  const due = timers.filter(({ at }) => at <= now);
  timers = timers.filter(({ at }) => at > now);
  for (const { run } of due) run();
  await outbox.idle();
}

const queue = async () => (await store.listOperations({ organizationId: null })).operations;
const stands = async () => (await queue()).map(({ operation, state, attempts }) => [operation.opId.slice(-4), state, attempts]);

describe('the outbox', () => {
  it('sends what is journaled in order, and it becomes part of the kept call', async () => {
    for (const n of [1, 2, 3]) await mark(n);
    await settle();
    expect(sent.map(({ entityId }) => entityId)).toEqual([1, 2, 3].map(idOf));
    expect(await queue()).toEqual([]);
    expect((await store.getDetail({ organizationId: ORG, callId: callIdOf(1) }))?.call.moments.map(({ label, authorName }) => [label, authorName])).toEqual([1, 2, 3].map((n) => [`Moment ${n}`, 'Ed']));
    expect(states.at(-1)).toEqual({ state: 'idle', waiting: 0, sending: 0, parked: 0, failed: 0 });
    expect(outbox.settledOf(callIdOf(1))).toBe(3);
  });

  it('never has two operations of one call under way, and several calls at once', async () => {
    let [underWay, most] = [0, 0];
    const open = new Set<string>();
    answer = async (operation) => {
      const callId = laneOf(operation);
      expect(open.has(callId)).toBe(false);
      open.add(callId);
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      open.delete(callId);
      underWay -= 1;
      return applied();
    };
    for (let n = 1; n <= 12; n += 1) await mark(n, (n % 4) + 1);
    await settle();
    expect([sent.length, most]).toEqual([12, 3]);
  });

  it('sends again what a run that was killed had sent, under its own id and in its own words', async () => {
    await mark(1);
    let release: (outcome: SendOutcome) => void = () => undefined;
    answer = () => new Promise((resolve) => (release = resolve));
    outbox.wake();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await stands()).toEqual([['1001', 'sending', 1]]);
    answer = () => ({ type: 'answered', answer: { result: 'duplicate', version: 1 } });
    await settle(aNewRun());
    expect(sent[1]).toEqual(sent[0]);
    expect(await queue()).toEqual([]);
    release(applied());
    await outbox.idle();
    expect(await queue()).toEqual([]);
  });

  it('leaves a workspace alone that is out of reach, longer each time, and comes back by itself', async () => {
    await mark(1);
    answer = () => ({ type: 'unreached' });
    await settle();
    expect(states.at(-1)).toMatchObject({ state: 'cut-off', waiting: 1 });
    for (let n = 0; n < 6; n += 1) await passTime(60_000);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.length).toBeLessThan(9);
    answer = () => applied();
    await passTime(120_000);
    expect(await queue()).toEqual([]);
  });

  it('goes on by itself after the store died under it, and asks one that stays dead less and less often', async () => {
    for (const n of [1, 2]) await mark(n);
    const { listOperations, markOperation } = store;
    const dead = () => Promise.reject(new AppError('store_unavailable', 'the store process ended'));
    let asked = 0;
    store = { ...store, markOperation: dead, listOperations: (input) => (asked += 1, listOperations(input)) };
    await settle();
    store = { ...store, listOperations: () => ((asked += 1), dead()) };
    asked = 0;
    for (let n = 0; n < 10; n += 1) await passTime(30_000);
    expect(asked).toBeGreaterThan(3);
    expect(asked).toBeLessThan(10);
    store = { ...store, markOperation, listOperations };
    await passTime(60_000);
    expect(sent).toHaveLength(2);
    expect(await queue()).toEqual([]);
  });

  it('goes on at once when somebody else reaches the workspace', async () => {
    await mark(1);
    remoteFault = new AppError('offline', 'No network.');
    await settle();
    expect([sent.length, states.at(-1)?.state]).toEqual([0, 'cut-off']);
    remoteFault = null;
    outbox.reached();
    await outbox.idle();
    expect(await queue()).toEqual([]);
  });

  it('waits as long as a workspace asks, whoever presses what', async () => {
    for (const n of [1, 2]) await mark(n, n);
    answer = () => refused(429, 7000);
    await settle();
    expect(states.at(-1)).toMatchObject({ state: 'slowed', waiting: 2 });
    const asked = sent.length;
    answer = () => applied();
    await outbox.flush();
    outbox.reached();
    await passTime(6000);
    expect(sent.length).toBe(asked);
    await passTime(70_000);
    expect(await queue()).toEqual([]);
  });

  it('parks a conflict with what stands there, and the rest flows on', async () => {
    for (const n of [1, 2]) await mark(n);
    await settle();
    await rename(1, 1);
    await rename(2, 2);
    const current = { id: idOf(1), version: 9 };
    answer = ({ entityId }) => (entityId === idOf(1) ? { type: 'answered', answer: { result: 'conflict', current } } : applied(2));
    await settle();
    expect(await stands()).toEqual([['2001', 'parked', 1]]);
    expect((await queue())[0]?.current).toEqual(current);
    expect(states.at(-1)).toMatchObject({ state: 'idle', parked: 1 });
  });

  it('takes a conflict with what the person wanted all the same for none, and expects from what follows that it saw the rest', async () => {
    await mark(1);
    await settle();
    await rename(1, 1);
    await rename(2, 1, 'Renamed 1');
    answer = ({ opId }) => (opId === idOf(2001) ? { type: 'answered', answer: { result: 'conflict', current: anRpcMoment({ version: 7, label: 'Renamed 1' }) } } : applied(8));
    await settle();
    expect(sent.map(({ opId, expectedVersion }) => [opId.slice(-4), expectedVersion])).toEqual([['1001', 0], ['2001', 1], ['2002', 7]]);
    expect(await queue()).toEqual([]);
    expect(outbox.settledOf(callIdOf(1))).toBe(3);
  });

  it('shows under what is parked what others made of it', async () => {
    await mark(1);
    await settle();
    await rename(1, 1);
    answer = () => ({ type: 'answered', answer: { result: 'conflict', current: anRpcMoment({ version: 4, label: 'Theirs', note: 'said since' }) } });
    await settle();
    expect(await stands()).toEqual([['2001', 'parked', 1]]);
    expect((await store.getDetail({ organizationId: ORG, callId: callIdOf(1) }))?.call.moments).toMatchObject([{ version: 4, label: 'Theirs', note: 'said since' }]);
  });

  it('puts aside what the workspace will never take, with the reason, and what hangs on it waits', async () => {
    await mark(1);
    await rename(1, 1);
    await mark(2);
    answer = ({ entityId }) => (entityId === idOf(1) ? { type: 'answered', answer: { result: 'rejected', code: 'invalid', field: 'label' } } : applied());
    await settle();
    expect(await stands()).toEqual([['1001', 'failed', 1], ['2001', 'waiting', 0]]);
    expect((await queue())[0]?.refusal).toEqual({ code: 'invalid', field: 'label' });
  });

  it('says that a sign-in is needed and keeps everything, for the same person', async () => {
    await mark(1);
    remoteFault = new AppError('not_signed_in', 'The session has ended.');
    await settle();
    expect(states.at(-1)).toMatchObject({ state: 'sign-in-needed', waiting: 1 });
    await passTime(3_600_000);
    expect([sent.length, await stands()]).toEqual([0, [['1001', 'waiting', 0]]]);
    remoteFault = null;
    outbox.restart();
    await outbox.idle();
    expect(await queue()).toEqual([]);
  });

  it('keeps an operation over a token that is refused without end, and asks no storm of it', async () => {
    await mark(1);
    answer = () => refused(401);
    await settle();
    expect(sent.length).toBe(1);
    expect(await stands()).toEqual([['1001', 'waiting', 1]]);
  });

  it.each([500, 502, 503, 404, 408])('keeps an operation over %i', async (status) => {
    await mark(1);
    answer = () => refused(status);
    await settle();
    expect((await stands())[0]?.[1]).toBe('waiting');
    answer = () => applied();
    await passTime(120_000);
    expect(await queue()).toEqual([]);
  });
});

describe('a clock that was set back before the next start', () => {
  it('holds nothing up for the hours that it was ahead', async () => {
    now += 10 * 3_600_000;
    answer = () => ({ type: 'unreached' });
    await mark(1);
    await settle();
    now -= 10 * 3_600_000;
    answer = () => applied();
    await settle(aNewRun());
    expect([sent.length, (await store.listOperations({ organizationId: null })).operations]).toEqual([2, []]);
  });
});
