import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallFilter } from '../../../../core/calls/filters.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import { aDetail, aRow, AS_OF, callIdOf, ORG } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import { watchChanges } from './change-watch.ts';
import { callsHandlers } from './calls.ts';
import { aDesk, aStore, refuses } from './testing/call-desk.ts';

const NEWEST = { by: 'created_at', direction: 'desc' } as const;
const heard = { kept: vi.fn(), notKept: vi.fn(), gone: vi.fn(), forgetRecordings: vi.fn(async () => undefined), askMembership: vi.fn(async () => undefined), settledOf: () => 0, watch: watchChanges() };
let store: LocalStore;

beforeEach(async () => {
  store = aStore();
  await store.saveRows({ organizationId: ORG, rows: [1, 2, 3].map((n) => aRow(n)), asOf: AS_OF });
  for (const n of [1, 2, 3]) await store.saveDetail({ organizationId: ORG, call: aDetail(n), readAt: AS_OF });
});
afterEach(() => vi.clearAllMocks());

function calls(answers: Partial<Remote>) {
  const desk = aDesk(store, answers);
  return { desk, ...callsHandlers({ desk: async () => desk, isCutOff, now: () => new Date(AS_OF), ...heard }) };
}

const pageOf = (filter: CallFilter) => ({ filter, sort: NEWEST, cursor: null, limit: 50 });
const isKept = async (n: number) => (await store.getDetail({ organizationId: ORG, callId: callIdOf(n) })) !== null;
const listed = async () => (await store.listRows({ organizationId: ORG, filter: {}, sort: NEWEST, cursor: null, limit: 10 }))?.rows.map(({ id }) => id);

describe('a call that the workspace says is not there', () => {
  it('is taken off this device, and who shows it is told', async () => {
    const { desk, ...routes } = calls({ getCall: async () => null });
    await expect(routes['calls.get']({ callId: callIdOf(2) })).rejects.toMatchObject({ code: 'not_found' });
    expect(await routes['calls.getCached']({ callId: callIdOf(2) })).toBeNull();
    expect(await listed()).toEqual([3, 1].map(callIdOf));
    expect(heard.forgetRecordings).toHaveBeenCalledExactlyOnceWith(desk, [callIdOf(2)]);
    expect(heard.gone).toHaveBeenCalledExactlyOnceWith([callIdOf(2)]);
    expect(heard.kept).toHaveBeenCalledOnce();
  });

  it('is told of once, or it would be asked for without end', async () => {
    const routes = calls({ getCall: async () => null });
    for (let time = 0; time < 3; time += 1) await expect(routes['calls.get']({ callId: callIdOf(2) })).rejects.toMatchObject({ code: 'not_found' });
    expect(heard.gone).toHaveBeenCalledOnce();
  });

  it.each(['offline', 'workspace_unavailable', 'rate_limited', 'forbidden', 'internal'] as const)('is not one after %s, which says nothing of the call', async (code) => {
    const routes = calls({ getCall: refuses(code) });
    await routes['calls.get']({ callId: callIdOf(2) }).catch(() => undefined);
    expect(await isKept(2)).toBe(true);
    expect(heard.gone).not.toHaveBeenCalled();
  });

  it('is said to be gone also where this device does not let go of it', async () => {
    const fault = new Error('disk full');
    const routes = callsHandlers({ desk: async () => ({ ...aDesk(store, { getCall: async () => null }), store: { ...store, removeRows: () => Promise.reject(fault) } }), isCutOff, now: () => new Date(AS_OF), ...heard });
    await expect(routes['calls.get']({ callId: callIdOf(2) })).rejects.toMatchObject({ code: 'not_found' });
    expect(heard.notKept).toHaveBeenCalledExactlyOnceWith(fault);
  });
});

describe('a call that a page of the workspace leaves out', () => {
  const without2 = { listCalls: async () => ({ rows: [aRow(3), aRow(1)], next: null }) };

  it('of all calls is taken off this device', async () => {
    const { desk, ...routes } = calls(without2);
    await routes['calls.list'](pageOf({}));
    await vi.waitFor(() => expect(heard.forgetRecordings).toHaveBeenCalledExactlyOnceWith(desk, [callIdOf(2)]));
    expect(await isKept(2)).toBe(false);
    expect(heard.gone).toHaveBeenCalledExactlyOnceWith([callIdOf(2)]);
  });

  it('because it no longer passes the filter is asked for, and stays where it is there', async () => {
    const getCall = vi.fn(async () => aDetail(2));
    await calls({ ...without2, getCall })['calls.list'](pageOf({ statuses: ['ended'] }));
    await vi.waitFor(() => expect(getCall).toHaveBeenCalledExactlyOnceWith(ORG, callIdOf(2)));
    expect(await isKept(2)).toBe(true);
    expect(heard.gone).not.toHaveBeenCalled();
  });

  it('because it no longer passes the filter is asked for, and goes where it is not', async () => {
    await calls({ ...without2, getCall: async () => null })['calls.list'](pageOf({ statuses: ['ended'] }));
    await vi.waitFor(() => expect(heard.forgetRecordings).toHaveBeenCalled());
    expect(await isKept(2)).toBe(false);
  });

  it('stays where the workspace does not say', async () => {
    await calls({ ...without2, getCall: refuses('offline') })['calls.list'](pageOf({ statuses: ['ended'] }));
    await vi.waitFor(() => expect(heard.notKept).toHaveBeenCalled());
    expect(await isKept(2)).toBe(true);
  });
});
