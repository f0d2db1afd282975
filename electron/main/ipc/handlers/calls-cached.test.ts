import { beforeEach, describe, expect, it } from 'vitest';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import { aRow, AS_OF, ORG } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import { watchChanges } from './change-watch.ts';
import { callsHandlers, type CallsHandlerDeps } from './calls.ts';
import { aDesk, aStore, refuses } from './testing/call-desk.ts';

const PAGE = { filter: {}, sort: { by: 'created_at', direction: 'desc' }, cursor: null, limit: 50 } as const;

let store: LocalStore;
beforeEach(() => {
  store = aStore();
});

function handlers(answers: Partial<Remote>, change: Partial<CallsHandlerDeps> = {}) {
  const desk = async () => aDesk(store, answers);
  return callsHandlers({ desk, isCutOff, now: () => new Date(AS_OF), kept: () => undefined, notKept: () => undefined, gone: () => undefined, forgetRecordings: async () => undefined, askMembership: async () => undefined, settledOf: () => 0, watch: watchChanges(), ...change });
}

describe('a count', () => {
  it('of the workspace is what there is', async () => {
    const { 'calls.count': count } = handlers({ countCalls: async () => ({ count: 281, capped: false }) });
    expect(await count({ filter: {} })).toMatchObject({ count: 281, capped: false, source: 'workspace' });
  });

  it('of this device is no total: there may be more', async () => {
    await store.saveRows({ organizationId: ORG, rows: [aRow(1), aRow(2)], asOf: AS_OF });
    const { 'calls.count': count } = handlers({ countCalls: refuses('workspace_unavailable') });
    expect(await count({ filter: {} })).toEqual({ count: 2, capped: true, source: 'cache', asOf: AS_OF });
  });

  it('is none where this device has seen no list either', async () => {
    const { 'calls.count': count } = handlers({ countCalls: refuses('offline') });
    await expect(count({ filter: {} })).rejects.toMatchObject({ code: 'offline' });
  });
});

it('a list that the workspace cannot give is the one this device holds', async () => {
  await store.saveRows({ organizationId: ORG, rows: [aRow(1)], asOf: AS_OF });
  const { 'calls.list': list } = handlers({ listCalls: refuses('workspace_unavailable') });
  expect(await list(PAGE)).toMatchObject({ rows: [{ id: aRow(1).id }], source: 'cache', asOf: AS_OF });
});
