import { describe, expect, it } from 'vitest';
import { momentFollowUps } from './follow-ups.ts';
import type { MomentOperation } from '../operation.ts';
import { resolveMoment } from './resolve.ts';
import { aComment, aMoment, anId, change, comment, parked, queued, remove, share } from '../testing/operations.ts';

const NEW = anId(99);
/** Each operation behind the first, by the number that it expects after. */
const numbers = (left: Parameters<typeof momentFollowUps>[0], instead: MomentOperation | null, ...behind: MomentOperation[]): (number | undefined)[] => {
  const all = [left, ...behind.map((operation, n) => queued(left.seq + 1 + n, operation))];
  const told = momentFollowUps(left, instead, all.toReversed());
  return behind.map(({ opId }) => told.get(opId));
};
const labelled = (label: string, before: string, expectedVersion: number): MomentOperation => change({ label }, { before: { label: before }, expectedVersion });

describe('momentFollowUps', () => {
  it('closes the gap of one that is discarded, and of other rows and of shares says nothing', () => {
    const left = queued(1, labelled('A', 'Refund asked', 3));
    expect(numbers(left, null, labelled('B', 'A', 4), remove(true, { expectedVersion: 5 }))).toEqual([3, 4]);
    expect(numbers({ ...left, state: 'failed', attempts: 2 }, { ...left.operation, opId: NEW }, labelled('B', 'A', 4))).toEqual([4]);
    expect(numbers(left, null, share(), comment(), change({ moment_id: anId(12) }))).toEqual([undefined, undefined, undefined]);
  });

  it('leaves the numbers of what waits behind a share that is discarded: it counts on no row', () => {
    const left = queued(1, share(), { state: 'failed', attempts: 1 });
    expect(numbers(left, null, labelled('B', 'A', 4), remove(true, { expectedVersion: 5 }))).toEqual([undefined, undefined]);
  });

  it('lets an operation follow a decision where it overwrites nothing that was not shown', () => {
    const left = parked(labelled('A', 'Refund asked', 3), aMoment({ label: 'Theirs', version: 6 }));
    const again = labelled('B', 'A', 4);
    const kind = change({ kind: 'outcome' }, { before: { kind: 'issue' }, expectedVersion: 5 });
    expect(numbers(left, resolveMoment(left, ['label'], NEW), again, kind)).toEqual([7, 8]);
    expect(numbers(left, null, kind)).toEqual([6]);
  });

  it('has the person asked again about what he was not shown, and about all that follows', () => {
    const left = parked(labelled('A', 'Refund asked', 3), aMoment({ label: 'Theirs', note: 'Theirs', version: 6 }));
    const note = change({ note: 'Mine' }, { before: { note: null }, expectedVersion: 4 });
    const kind = change({ kind: 'outcome' }, { before: { kind: 'issue' }, expectedVersion: 5 });
    expect(numbers(left, resolveMoment(left, ['label'], NEW), note, kind)).toEqual([3, 3]);
    expect(numbers(left, resolveMoment(left, ['label'], NEW), kind, note)).toEqual([7, 3]);
    expect(numbers(left, null, labelled('B', 'A', 4))).toEqual([3]);
    expect(numbers(left, null, remove(true, { expectedVersion: 4 }))).toEqual([3]);
    expect(numbers({ ...left, current: {} }, null, kind)).toEqual([3]);
    expect(numbers(parked(left.operation, aMoment({ deleted: true, version: 6 })), null, kind)).toEqual([3]);
  });

  it('keeps it so when the decided one is edited or discarded before it is sent', () => {
    const decided = queued(1, labelled('A', 'Theirs', 6));
    const unseen = change({ note: 'Mine' }, { before: { note: null }, expectedVersion: 3 });
    const kind = change({ kind: 'outcome' }, { before: { kind: 'issue' }, expectedVersion: 4 });
    expect(numbers(decided, { ...decided.operation, opId: NEW }, unseen, kind)).toEqual([3, 4]);
    expect(numbers(decided, null, unseen)).toEqual([3]);
    expect(numbers(decided, null, labelled('B', 'A', 7), unseen)).toEqual([6, 3]);
  });

  it('does the same for a comment', () => {
    const first = comment({ body: 'A' }, { before: { body: 'Well said', at_ms: null }, expectedVersion: 2 });
    const second = comment({ body: 'B' }, { before: { body: 'A', at_ms: null }, expectedVersion: 3 });
    const left = parked(first, aMoment({ comments: [aComment({ body: 'Elsewhere', version: 5 })] }));
    expect(numbers(left, resolveMoment(left, ['body'], NEW), second)).toEqual([6]);
    expect(numbers(left, null, second)).toEqual([2]);
    expect(numbers(parked(first, aMoment()), null, second)).toEqual([2]);
  });

  it('leaves what was sent as it was sent', () => {
    const left = queued(1, labelled('A', 'Refund asked', 3));
    const behind = labelled('B', 'A', 4);
    expect(momentFollowUps(left, null, [queued(2, behind, { attempts: 1 }), queued(3, labelled('C', 'B', 5))]).size).toBe(0);
  });
});
