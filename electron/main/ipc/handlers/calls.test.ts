import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError, type AppErrorCode } from '../../../../core/contract/errors.ts';
import { callsRoutes } from '../../../../core/contract/routes/calls.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import { aDetail, aRow, AS_OF, callIdOf, ORG } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import { aDesk, SECRETS, TELLTALE } from '../testing/a-desk.ts';
import { asked } from '../testing/ask.ts';
import { watchChanges } from './change-watch.ts';
import { callsHandlers, type CallsHandlerDeps } from './calls.ts';

const NOW = '2026-11-21T09:00:00.000Z';
const FACETS = { assistants: [], phoneNumbers: [], statuses: ['ended'], members: [] };
const PAGE = { filter: { q: 'price' }, sort: { by: 'created_at', direction: 'desc' }, cursor: null, limit: 50 } as const;
const CALL = { callId: callIdOf(1) };

const heard = { kept: vi.fn(), notKept: vi.fn(), gone: vi.fn(), forgetRecordings: vi.fn(async () => undefined), askMembership: vi.fn(async () => undefined), settledOf: () => 0, watch: watchChanges() };
afterEach(() => vi.resetAllMocks());

function calls(given: { store?: Partial<LocalStore>; remote?: Partial<Remote> | AppError }, change: Partial<CallsHandlerDeps> = {}) {
  return asked(callsRoutes, callsHandlers({ desk: async () => aDesk(given), isCutOff, now: () => new Date(NOW), ...heard, ...change }));
}

/** The four questions that the workspace answers, each with its answer, and what the store has for it. */
const online: Partial<Remote> = {
  listCalls: async () => ({ rows: [aRow(1)], next: { id: 'x' } }),
  countCalls: async () => ({ count: 3, capped: false }),
  listFacets: async () => FACETS,
  getCall: async () => aDetail(1),
};
const offline: Partial<LocalStore> = {
  listRows: async () => ({ rows: [aRow(2)], next: null, asOf: AS_OF }),
  countRows: async () => ({ count: 2, capped: false, asOf: AS_OF }),
  getFacets: async () => ({ facets: { ...FACETS, statuses: ['kept'] }, readAt: AS_OF }),
  getDetail: async () => ({ call: aDetail(2), readAt: AS_OF }),
};
const saving = () => ({ saveRows: vi.fn(async () => ({ gone: [], doubted: [] })), removeRows: vi.fn(async () => ({ removed: 0 })), saveFacets: vi.fn(async () => null), saveDetail: vi.fn(async () => null) });

const QUESTIONS = [
  ['calls.list', PAGE, { rows: [{ id: callIdOf(1) }], source: 'workspace', asOf: NOW }, { rows: [{ id: callIdOf(2) }], source: 'cache', asOf: AS_OF }],
  ['calls.count', { filter: {} }, { count: 3, source: 'workspace', asOf: NOW }, { count: 2, source: 'cache', asOf: AS_OF }],
  ['calls.listFacets', {}, FACETS, { statuses: ['kept'] }],
  ['calls.get', CALL, { call: { id: callIdOf(1) }, source: 'workspace', asOf: NOW }, { call: { id: callIdOf(2) }, source: 'cache', asOf: AS_OF }],
] as const;

describe.each(QUESTIONS)('%s', (route, input, fresh, kept) => {
  it('is answered by the workspace while it can be reached', async () => {
    const { ask } = calls({ store: saving(), remote: online });
    expect(await ask(route, input)).toMatchObject({ ok: true, value: fresh });
  });

  it.each<AppErrorCode>(['offline', 'workspace_unavailable', 'not_signed_in'])('is answered by the store after %s', async (code) => {
    const { ask } = calls({ store: offline, remote: new AppError(code, 'gone') });
    expect(await ask(route, input)).toMatchObject({ ok: true, value: kept });
  });

  it('says why the workspace did not answer where the store holds nothing', async () => {
    const nothing = { listRows: async () => null, countRows: async () => null, getFacets: async () => null, getDetail: async () => null };
    const { ask } = calls({ store: nothing, remote: new AppError('offline', 'gone') });
    expect(await ask(route, input)).toEqual({ ok: false, error: { code: 'offline', message: 'gone' } });
  });

  it.each<AppErrorCode>(['forbidden', 'rate_limited', 'bad_request', 'internal'])('never hides %s behind what is kept', async (code) => {
    const { ask } = calls({ store: offline, remote: new AppError(code, 'no') });
    expect(await ask(route, input)).toMatchObject({ ok: false, error: { code } });
  });

  it('that is refused has the workspace asked where the person belongs', async () => {
    const { ask } = calls({ store: offline, remote: new AppError('forbidden', 'no') });
    await ask(route, input);
    expect(heard.askMembership).toHaveBeenCalledOnce();
  });

  it.each<AppErrorCode>(['not_signed_in', 'no_organization', 'store_unavailable'])('without a desk is %s, and nobody is asked', async (code) => {
    const { ask } = calls({ store: offline, remote: online }, { desk: () => Promise.reject(new AppError(code, 'no')) });
    expect(await ask(route, input)).toMatchObject({ ok: false, error: { code } });
  });

  it('goes on where the disk keeps nothing', async () => {
    const full = () => Promise.reject(new AppError('store_unavailable', 'disk full'));
    const { ask } = calls({ store: { saveRows: full, saveFacets: full, saveDetail: full }, remote: online });
    expect(await ask(route, input)).toMatchObject({ ok: true, value: fresh });
    expect(heard.notKept).toHaveBeenCalledTimes(route === 'calls.count' ? 0 : 1);
  });
});

describe('what is kept', () => {
  it('is the page with its question, and whether it was the last', async () => {
    const store = saving();
    await calls({ store, remote: online }).ask('calls.list', PAGE);
    const { limit: _limit, ...question } = PAGE;
    expect(store.saveRows).toHaveBeenCalledExactlyOnceWith({ organizationId: ORG, rows: [aRow(1)], asOf: NOW, page: { ...question, complete: false } });
    const last = saving();
    await calls({ store: last, remote: { listCalls: async () => ({ rows: [], next: null }) } }).ask('calls.list', PAGE);
    expect(last.saveRows).toHaveBeenCalledWith(expect.objectContaining({ page: { ...question, complete: true } }));
  });

  it('is a call before it is given, so that its count is right', async () => {
    const order: string[] = [];
    const store = { saveDetail: async () => (order.push('saved'), null) };
    heard.kept.mockImplementation(() => void order.push('counted'));
    await calls({ store, remote: online }).ask('calls.get', CALL);
    expect(order).toEqual(['saved', 'counted']);
  });

  it('is no call that is not there', async () => {
    const store = saving();
    const { ask } = calls({ store, remote: { getCall: async () => null } });
    expect(await ask('calls.get', CALL)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(store.saveDetail).not.toHaveBeenCalled();
    expect(heard.kept).not.toHaveBeenCalled();
  });

  it('is read without the workspace', async () => {
    const { ask } = calls({ store: { ...offline, status: async () => ({ calls: 9, details: 4, bytes: 1024, lastReadAt: AS_OF }) }, remote: new AppError('internal', 'asked all the same') });
    expect(await ask('calls.listCached', PAGE)).toMatchObject({ ok: true, value: { source: 'cache', asOf: AS_OF } });
    expect(await ask('calls.getCached', CALL)).toMatchObject({ ok: true, value: { source: 'cache', asOf: AS_OF } });
    expect(await ask('calls.getCacheStatus', {})).toEqual({ ok: true, value: { calls: 4, bytes: 1024, lastReadAt: AS_OF } });
  });
});

it('a payload is given as text, from the workspace only', async () => {
  const payload = { id: 'a', nested: { list: [1] } };
  const { ask } = calls({ store: offline, remote: { getRaw: async () => payload } });
  expect(await ask('calls.getRaw', CALL)).toEqual({ ok: true, value: { json: JSON.stringify(payload, null, 2) } });
  expect(await calls({ store: offline, remote: new AppError('offline', 'gone') }).ask('calls.getRaw', CALL)).toMatchObject({ ok: false, error: { code: 'offline' } });
});

it('a history is given as the workspace tells it, and only by the workspace', async () => {
  const entry = { entry: 1, at: NOW, actorId: null, actorName: null, table: 'qci_analyses', subjectId: callIdOf(9), action: 'insert', before: null, after: { qci_total_score: 70, scores: { flow: 4 } }, reason: null };
  const getHistory = vi.fn(async () => [entry]);
  expect(await calls({ store: offline, remote: { getHistory } }).ask('calls.getHistory', CALL)).toEqual({ ok: true, value: { entries: [entry] } });
  expect(getHistory).toHaveBeenCalledWith(CALL.callId);
  expect(await calls({ store: offline, remote: new AppError('offline', 'gone') }).ask('calls.getHistory', CALL)).toMatchObject({ ok: false, error: { code: 'offline' } });
});

describe('never to the page', () => {
  it.each([
    ['an answer with more in it than the contract names', { ...online, getCall: async () => ({ ...aDetail(1), accessToken: SECRETS.token, keyHex: SECRETS.keyHex }), listCalls: async () => ({ rows: [{ ...aRow(1), token: SECRETS.token }], next: null, file: SECRETS.directory }) }],
    ['an error of the workspace', new AppError('forbidden', TELLTALE, { hint: TELLTALE })],
    ['a fault of ours', { listCalls: () => Promise.reject(new Error(TELLTALE)), getCall: () => Promise.reject(new TypeError(TELLTALE)) }],
  ])('%s: key, folder or token', async (_name, remote) => {
    const { ask, crossed } = calls({ store: saving(), remote });
    for (const [route, input] of QUESTIONS) await ask(route, input);
    expect(crossed().length).toBeGreaterThan(200);
    for (const secret of Object.values(SECRETS)) expect(crossed()).not.toContain(secret);
  });
});
