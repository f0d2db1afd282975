import { beforeEach, describe, expect, it } from 'vitest';
import type { QueuedOperation } from '../../../core/sync/operation.ts';
import { AS_OF, aDetail, aMark, aMoment, anOperation, callIdOf, idOf, ORG, OTHER_ORG, serveHere } from '../testing.ts';

const BY = { userId: idOf(901), name: 'Bo' };
const op = (n: number): string => idOf(2000 + n);
let store: ReturnType<typeof serveHere>;

beforeEach(() => {
  store = serveHere();
  store.ask('open', { path: ':memory:', keyHex: null });
});

const keep = (...moments: ReturnType<typeof aMoment>[]): void => {
  store.ask('saveDetail', { organizationId: ORG, call: aDetail(1, { moments }), readAt: AS_OF });
};
const keptMoments = () => store.ask('getDetail', { organizationId: ORG, callId: callIdOf(1) })?.call.moments ?? [];
const queue = (organizationId: string | null = null): QueuedOperation[] => store.ask('listOperations', { organizationId }).operations;
const versions = () => queue().map(({ operation }) => operation.expectedVersion);
const add = (operation: ReturnType<typeof anOperation>) => store.ask('addOperation', { operation });
const rename = (n: number, moment: number, label = 'new', expectedVersion = 0) => anOperation(op(n), 'change_moment', { moment_id: idOf(moment), label }, { expectedVersion });

describe('the outbox', () => {
  it('keeps what was done in its order, and answers it as it stands', () => {
    const first = add(aMark(1));
    expect(first).toEqual({ operation: aMark(1), seq: 1, state: 'waiting', attempts: 0, notBefore: null, current: null, refusal: null });
    add(aMark(2, { callId: callIdOf(2) }));
    add(aMark(3, { organizationId: OTHER_ORG }));
    expect(queue().map(({ seq, operation }) => [seq, operation.opId])).toEqual([1, 2, 3].map((n) => [n, idOf(1000 + n)]));
    expect(queue(OTHER_ORG)).toHaveLength(1);
    expect(store.ask('listOperations', { organizationId: ORG, callId: callIdOf(2) }).operations).toHaveLength(1);
  });

  it('takes the same operation once, however often it is given', () => {
    expect(add(aMark(1))).toEqual(add(aMark(1)));
    expect(queue()).toHaveLength(1);
  });

  it('never gives a number twice', () => {
    add(aMark(1));
    store.ask('removeOperation', { opId: idOf(1001) });
    expect(add(aMark(2)).seq).toBe(2);
  });

  it('expects the versions that what is sent before will bring about', () => {
    keep(aMoment(1, { version: 4, comments: [{ id: idOf(7), body: 'x', atMs: null, authorId: null, authorName: null, version: 3, createdAt: AS_OF }] }));
    add(rename(1, 1));
    add(anOperation(op(2), 'share_moment', { moment_id: idOf(1), user_id: idOf(902), shared: true }));
    add(anOperation(op(3), 'delete_moment', { moment_id: idOf(1), deleted: true }));
    add(anOperation(op(4), 'comment_moment', { comment_id: idOf(7), moment_id: idOf(1), body: 'y', at_ms: null }));
    add(anOperation(op(5), 'comment_moment', { comment_id: idOf(8), moment_id: idOf(1), body: 'z', at_ms: null }));
    add(aMark(9));
    add(rename(6, 9));
    expect(versions()).toEqual([4, 0, 5, 3, 0, 0, 1]);
  });

  it('brings a deleted moment back at its version, also after the call was read again without it', () => {
    keep(aMoment(1, { version: 4 }), aMoment(2));
    add(anOperation(op(1), 'delete_moment', { moment_id: idOf(1), deleted: true }));
    store.ask('settleOperation', { opId: op(1), version: 5, by: BY });
    keep(aMoment(2));
    keep(aMoment(2, { label: 'read once more' }));
    add(anOperation(op(2), 'delete_moment', { moment_id: idOf(1), deleted: false }));
    expect(versions()).toEqual([5]);
    keep(aMoment(1, { version: 8 }), aMoment(2));
    expect(keptMoments().map(({ version, deleted }) => [version, deleted])).toEqual([[8, false], [1, false]]);
  });

  it('notes where an operation stands, also after it was read by nobody', () => {
    add(aMark(1));
    const parked = { state: 'parked', attempts: 2, notBefore: AS_OF, current: { label: 'theirs' }, refusal: null } as const;
    store.ask('markOperation', { opId: idOf(1001), ...parked });
    expect(queue()[0]).toMatchObject(parked);
    expect(store.ask('markOperation', { opId: idOf(1), state: 'failed', attempts: 1, notBefore: null })).toBeNull();
  });
});

describe('a settled operation', () => {
  it('becomes part of the kept call and leaves the outbox, and only once', () => {
    keep(aMoment(1));
    add(aMark(2));
    store.ask('settleOperation', { opId: idOf(1002), version: 1, by: BY });
    store.ask('settleOperation', { opId: idOf(1002), version: 9, by: BY });
    expect(queue()).toEqual([]);
    expect(keptMoments().map(({ id, version, authorName }) => [id, version, authorName])).toEqual([[idOf(1), 1, 'Ana'], [idOf(2), 1, 'Bo']]);
    expect(add(rename(1, 2)).operation.expectedVersion).toBe(1);
  });

  it('keeps a deleted moment with its mark, so that it can be brought back', () => {
    keep(aMoment(1));
    add(anOperation(op(1), 'delete_moment', { moment_id: idOf(1), deleted: true }));
    store.ask('settleOperation', { opId: op(1), version: 2, by: BY });
    expect(keptMoments()[0]).toMatchObject({ deleted: true, version: 2 });
    expect(add(anOperation(op(2), 'delete_moment', { moment_id: idOf(1), deleted: false })).operation.expectedVersion).toBe(2);
  });

  it('changes nothing of what waits behind it', () => {
    keep(aMoment(1, { version: 4 }));
    for (const n of [1, 2, 3]) add(rename(n, 1));
    store.ask('settleOperation', { opId: op(1), version: 5, by: BY });
    expect(versions()).toEqual([5, 6]);
    add(anOperation(op(4), 'share_moment', { moment_id: idOf(1), user_id: idOf(902), shared: true }));
    store.ask('settleOperation', { opId: op(4), version: 0, by: BY });
    expect(keptMoments()[0]).toMatchObject({ version: 5, sharedWith: [idOf(902)] });
  });

  it('takes nothing back from a call that was read again since', () => {
    keep(aMoment(1, { version: 4 }));
    add(rename(1, 1));
    keep(aMoment(1, { version: 7, label: 'theirs' }));
    store.ask('settleOperation', { opId: op(1), version: 5, by: BY });
    expect(keptMoments()[0]).toMatchObject({ version: 7, label: 'theirs' });
  });

  it('of a call that is not kept leaves all the same', () => {
    add(aMark(1));
    store.ask('settleOperation', { opId: idOf(1001), version: 1, by: BY });
    expect(queue()).toEqual([]);
    expect(store.ask('getDetail', { organizationId: ORG, callId: callIdOf(1) })).toBeNull();
  });
});

describe('an operation that is changed or taken out', () => {
  it('keeps its place, waits anew, and what is behind follows its version', () => {
    keep(aMoment(1, { version: 4 }));
    for (const n of [1, 2, 3]) add(rename(n, 1));
    const replaced = store.ask('replaceOperation', { opId: op(1), operation: rename(11, 1, 'mine', 9) });
    expect(replaced).toMatchObject({ seq: 1, state: 'waiting', attempts: 0, current: null });
    expect(queue().map(({ operation }) => [operation.opId, operation.expectedVersion])).toEqual([[op(11), 9], [op(2), 5], [op(3), 6]]);
    expect(store.ask('replaceOperation', { opId: op(1), operation: rename(11, 1, 'mine', 9) })).toEqual(replaced);
    expect(store.ask('replaceOperation', { opId: op(77), operation: rename(78, 1) })).toBeNull();
    expect(queue()).toHaveLength(3);
  });

  it('lets what is behind it move up', () => {
    keep(aMoment(1, { version: 4 }));
    for (const n of [1, 2, 3]) add(rename(n, 1));
    store.ask('removeOperation', { opId: op(1) });
    expect(versions()).toEqual([4, 5]);
    store.ask('removeOperation', { opId: op(2) });
    expect(versions()).toEqual([4]);
    expect(store.ask('removeOperation', { opId: op(2) })).toEqual({ removed: false });
  });
});
