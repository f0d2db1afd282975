import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import type { Checkout } from '../../../core/contract/routes/checkouts.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import { aDetail, callIdOf, ORG } from '../../store/testing.ts';
import { aDesk, aStore } from '../ipc/handlers/testing/call-desk.ts';
import type { KeptRecording } from '../media/recording-desk.ts';
import { isCutOff } from '../remote/errors.ts';
import { bytesOf, callsOfSource } from './calls-of-source.ts';
import { Checkouts } from './checkouts.ts';

const CHECKOUT = '5d0a0000-0000-4000-8000-0000000000c1';
const PROMPT = '5d0a0000-0000-4000-8000-0000000000d1';
const callIds = [1, 2, 3, 4, 5].map(callIdOf);

let store: LocalStore;
let remote: Partial<Remote>;
let recording: (callId: string) => KeptRecording | Promise<KeptRecording>;
let told: Checkout[];
let settled: number;

beforeEach(() => {
  store = aStore();
  told = [];
  settled = 0;
  recording = () => ({ state: 'ready', bytes: 1000 });
  remote = {
    getCall: async (_organization, callId) => aDetail(callIds.indexOf(callId) + 1, { promptId: PROMPT, recordingState: 'remote' }),
    getPrompt: vi.fn(async () => ({ id: PROMPT, version: 3, content: 'Be kind.' })),
  };
});

const desk = () => aDesk(store, remote);
const aRun = () => new Checkouts({
  desk: async () => desk(), isCutOff, now: () => new Date(), keepRecording: async (_owner, call) => recording(call.id),
  progressed: (checkout) => told.push(checkout), kept: () => undefined, log: () => undefined, settledOf: () => settled,
});
const start = (run = aRun(), withAudio = true) => run.start(desk(), { checkoutId: CHECKOUT, name: 'Morning', source: { from: 'calls', callIds }, withAudio });
const only = async () => (await aRun().all(desk())).checkouts[0];
const finished = () => vi.waitFor(() => expect(told.at(-1)?.state).toBe('done'));

describe('a checkout', () => {
  it('brings each call with its prompt and its recording, and says how far it is', async () => {
    await start();
    await finished();
    expect(told.at(-1)).toMatchObject({ total: 5, ready: 5, failed: 0, withoutAudio: 0, state: 'done' });
    expect(told.map(({ ready }) => ready)).toEqual(told.map(({ ready }) => ready).toSorted((a, b) => a - b));
    expect(told.at(-1)?.bytes).toBeGreaterThan(5000);
    expect((await store.getDetail({ organizationId: ORG, callId: callIdOf(4) }))?.call.id).toBe(callIdOf(4));
    expect(await store.getPrompt({ organizationId: ORG, promptId: PROMPT })).toEqual({ version: 3, content: 'Be kind.' });
    expect((await store.listHeldCalls({ organizationId: ORG })).callIds.toSorted()).toEqual(callIds.toSorted());
  });

  it('asks again for a call of which something was sent while its answer was on the way', async () => {
    let asks = 0;
    remote.getCall = async () => {
      asks += 1;
      if (asks === 1) settled += 1;
      return aDetail(1, { summary: asks === 1 ? 'as it was' : 'as it is' });
    };
    await aRun().start(desk(), { checkoutId: CHECKOUT, name: 'One', source: { from: 'calls', callIds: [callIdOf(1)] }, withAudio: false });
    await finished();
    expect((await store.getDetail({ organizationId: ORG, callId: callIdOf(1) }))?.call.summary).toBe('as it is');
  });

  it('counts what is gone and what cannot be heard, and takes the rest', async () => {
    remote.getCall = async (_organization, callId) => (callId === callIdOf(2) ? null : aDetail(1, { id: callId, recordingState: 'remote' }));
    remote.whoAmI = async () => ({ userId: desk().userId, memberships: [{ organizationId: ORG, organizationName: 'One', role: 'reviewer', displayName: 'Ed' }] });
    recording = (callId) => {
      if (callId === callIdOf(3)) return { state: 'expired', bytes: 0 };
      if (callId === callIdOf(4)) throw new AppError('not_found', 'It is no audio.');
      return { state: 'ready', bytes: 10 };
    };
    await start();
    await finished();
    expect(told.at(-1)).toMatchObject({ total: 5, ready: 4, failed: 1, withoutAudio: 2 });
  });

  it('without recordings asks for none', async () => {
    recording = () => Promise.reject(new Error('asked'));
    await start(aRun(), false);
    await finished();
    expect(told.at(-1)).toMatchObject({ ready: 5, failed: 0, withoutAudio: 0 });
  });

  it('stops where the workspace is out of reach and goes on from there, also in another run', async () => {
    let taken = 0;
    const getCall = remote.getCall as Remote['getCall'];
    remote.getCall = async (...asked) => ((taken += 1) > 3 ? Promise.reject(new AppError('offline', 'No network.')) : getCall(...asked));
    await start();
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'paused', ready: 3 }));
    remote.getCall = getCall;
    await aRun().resumeAll();
    await finished();
    expect(await only()).toMatchObject({ ready: 5, failed: 0 });
  });

  it('a recording that cannot be reached is no reason to go on without it', async () => {
    recording = () => ({ state: 'unreachable', bytes: 0 });
    await start();
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'paused', ready: 0, failed: 0 }));
  });

  it('paused by the person stays so after a restart, until he resumes it', async () => {
    const run = aRun();
    let release: () => void = () => undefined;
    const getCall = remote.getCall as Remote['getCall'];
    remote.getCall = async (...asked) => {
      await new Promise<void>((resolve) => (release = resolve));
      return getCall(...asked);
    };
    await start(run);
    await run.pause(desk(), CHECKOUT);
    release();
    remote.getCall = getCall;
    await aRun().resumeAll();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await only()).toMatchObject({ state: 'paused' });
    await aRun().resume(desk(), CHECKOUT);
    await finished();
  });

  it('paused and resumed at once goes on, though the last call is still being fetched', async () => {
    const run = aRun();
    let release: () => void = () => undefined;
    const getCall = remote.getCall as Remote['getCall'];
    remote.getCall = async (...asked) => {
      await new Promise<void>((resolve) => (release = resolve));
      return getCall(...asked);
    };
    await start(run);
    await run.pause(desk(), CHECKOUT);
    remote.getCall = getCall;
    await run.resume(desk(), CHECKOUT);
    release();
    await finished();
    expect(told.at(-1)).toMatchObject({ ready: 5, failed: 0 });
  });

  it('is not over for a person who was taken out of the organization: the workspace tells him of no call, and none of them failed', async () => {
    const { getCall } = remote;
    const memberships = [{ organizationId: ORG, organizationName: 'One', role: 'reviewer' as const, displayName: 'Ed' }];
    remote.getCall = async () => null;
    remote.whoAmI = async () => ({ userId: desk().userId, memberships: [] });
    await start();
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'paused', total: 5, ready: 0, failed: 0 }));
    // He is taken in again, and one call was deleted meanwhile.
    remote.whoAmI = async () => ({ userId: desk().userId, memberships });
    remote.getCall = async (organization, callId) => (callId === callIdOf(2) ? null : (getCall as Remote['getCall'])(organization, callId));
    await aRun().resumeAll();
    await finished();
    expect(told.at(-1)).toMatchObject({ ready: 4, failed: 1 });
  });

  it('removed while it runs takes nothing more: what was on its way is kept nowhere, and no call failed', async () => {
    const run = aRun();
    const others = '5d0a0000-0000-4000-8000-0000000000c2';
    await store.addCheckout({ organizationId: ORG, checkoutId: others, name: 'Other', startedAt: '2026-11-30T09:00:00Z', withAudio: true, source: { from: 'calls', callIds }, callIds });
    const { getCall } = remote;
    const held: (() => void)[] = [];
    let recordings = 0;
    recording = () => ((recordings += 1), { state: 'ready', bytes: 1000 });
    remote.getCall = async (...asked) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return (getCall as Remote['getCall'])(...asked);
    };
    await start(run);
    await vi.waitFor(() => expect(held).toHaveLength(3));
    await run.remove(desk(), CHECKOUT);
    told = [];
    for (const release of held) release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([held.length, recordings, told]).toEqual([3, 0, []]);
    expect(await store.getDetail({ organizationId: ORG, callId: callIdOf(1) })).toBeNull();
    expect((await aRun().all(desk())).checkouts).toMatchObject([{ checkoutId: others, state: 'paused', total: 5, ready: 0, failed: 0 }]);
  });

  it('removed lets go of what only it held', async () => {
    const run = aRun();
    await start(run);
    await finished();
    await run.remove(desk(), CHECKOUT);
    expect(await only()).toBeUndefined();
    expect((await store.listHeldCalls({ organizationId: ORG })).callIds).toEqual([]);
  });
});

describe('the calls of a source', () => {
  it('are those that the filter finds, the newest first, over several pages and no more than wanted', async () => {
    const listCalls = vi.fn<Remote['listCalls']>(async (_organization, { cursor, limit }) => {
      const from = Number(cursor?.['at'] ?? 0);
      const rows = Array.from({ length: Math.min(limit, 450 - from) }, (_, n) => ({ id: callIdOf(from + n + 1), durationSeconds: 60 }));
      return { rows: rows as never, next: from + limit < 450 ? { at: from + limit } : null };
    });
    const here = { ...aDesk(store, { listCalls }), store: { ...store, saveRows: async () => ({ gone: [], doubted: [] }) } };
    const found = await callsOfSource(here, { from: 'filter', filter: { q: 'price' }, most: 300 }, () => new Date());
    expect([found.length, found[0]?.id, found.at(-1)?.id]).toEqual([300, callIdOf(1), callIdOf(300)]);
    expect(listCalls.mock.calls.map(([, page]) => page.limit)).toEqual([200, 100]);
    expect(await callsOfSource(here, { from: 'filter', filter: {}, most: 2000 }, () => new Date())).toHaveLength(450);
  });

  it('take more room the longer they are, and much more with sound', () => {
    const call = { id: callIdOf(1), durationSeconds: 300 };
    expect(bytesOf(call, true)).toBeGreaterThan(20 * bytesOf(call, false));
    expect(bytesOf({ ...call, durationSeconds: 600 }, true)).toBeGreaterThan(bytesOf(call, true));
    expect(bytesOf({ ...call, durationSeconds: null }, true)).toBeGreaterThan(0);
  });
});
