import { expect, it } from 'vitest';
import { queued } from '../../../../core/sync/testing/operations.ts';
import { aKept, overrideWhole } from '../../../../core/sync/testing/scores.ts';
import type { Desk } from '../../session/desk.ts';
import { ownKept } from './own-call.ts';

it('a deed that arrives at the workspace while the call is read is seen all the same', async () => {
  const kept = aKept();
  const deed = queued(1, overrideWhole('dynamics', 30));
  let isSettled = false;
  const store = {
    listOperations: () => Promise.resolve({ operations: isSettled ? [] : [deed] }),
    getDetail: () => {
      isSettled = true;
      return Promise.resolve({ call: kept, readAt: '2026-11-30T10:00:00Z' });
    },
  };
  const desk = { store, organizationId: deed.operation.organizationId, userId: null, nameIn: () => null } as unknown as Desk;
  expect((await ownKept(desk, deed.operation.callId ?? '')).analysis?.overrides.dynamics).toMatchObject({ value: 30 });
});
