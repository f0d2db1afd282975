import { describe, expect, it } from 'vitest';
import { expectedVersionOf, rebased } from './expected-version.ts';
import { operationSchema, type Operation, type OperationKind, type QueuedOperation } from './operation.ts';

const id = (n: number): string => `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const MOMENT = id(1);

const PATCHES: Record<OperationKind, object> = {
  mark_moment: { moment_id: MOMENT, call_id: id(2), start_ms: 1, end_ms: null, label: 'x', kind: 'other', note: null },
  change_moment: { moment_id: MOMENT, label: 'y' },
  delete_moment: { moment_id: MOMENT, deleted: true },
  comment_moment: { comment_id: MOMENT, moment_id: id(3), body: 'z', at_ms: null },
  share_moment: { moment_id: MOMENT, user_id: id(4), shared: true },
};

const anOperation = (kind: OperationKind, expectedVersion = 0): Operation =>
  operationSchema.parse({ kind, patch: PATCHES[kind], opId: id(9), organizationId: id(5), callId: id(2), entityId: MOMENT, expectedVersion, madeAt: '2026-11-28T10:00:00.000Z' });

const queued = (kind: OperationKind, expectedVersion: number, over: Partial<QueuedOperation> = {}): QueuedOperation => ({
  operation: anOperation(kind, expectedVersion), seq: 1, state: 'waiting', attempts: 0, notBefore: null, current: null, refusal: null, ...over,
});

describe('the version a new operation expects', () => {
  it('is 0 for what makes a row and for what is not counted', () => {
    expect(expectedVersionOf(anOperation('mark_moment', 7), 4, [])).toBe(0);
    expect(expectedVersionOf(anOperation('share_moment', 7), 4, [queued('change_moment', 4)])).toBe(0);
    expect(expectedVersionOf(anOperation('comment_moment'), null, [])).toBe(0);
  });

  it('is the one this device has, or what the person saw where it has none', () => {
    expect(expectedVersionOf(anOperation('change_moment'), 4, [])).toBe(4);
    expect(expectedVersionOf(anOperation('change_moment', 6), null, [])).toBe(6);
  });

  it('is one more for each that will be sent before it', () => {
    expect(expectedVersionOf(anOperation('change_moment'), null, [queued('mark_moment', 0)])).toBe(1);
    const ahead = [queued('change_moment', 4), queued('share_moment', 0), queued('delete_moment', 5), queued('share_moment', 0)];
    expect(expectedVersionOf(anOperation('delete_moment'), 4, ahead)).toBe(6);
    expect(expectedVersionOf(anOperation('change_moment'), 4, [queued('change_moment', 4, { state: 'failed' })])).toBe(4);
    expect(expectedVersionOf(anOperation('change_moment'), 4, [queued('change_moment', 4, { state: 'sending', attempts: 1 })])).toBe(5);
  });
});

describe('what waits behind a row that changed', () => {
  const versions = (version: number, behind: QueuedOperation[]): number[] => rebased(version, behind).map(({ expectedVersion }) => expectedVersion);

  it('expects the new version, and one more each', () => {
    expect(versions(9, [queued('change_moment', 5), queued('delete_moment', 6)])).toEqual([9, 10]);
    expect(versions(5, [queued('change_moment', 5), queued('delete_moment', 6)])).toEqual([]);
  });

  it('is left alone where it may have been sent, is not counted, or waits for the person', () => {
    expect(versions(9, [queued('share_moment', 0), queued('change_moment', 5)])).toEqual([9]);
    expect(versions(9, [queued('change_moment', 5, { attempts: 1 }), queued('delete_moment', 5)])).toEqual([6]);
    expect(versions(9, [queued('change_moment', 5, { state: 'parked', attempts: 1 }), queued('delete_moment', 6)])).toEqual([9]);
    expect(versions(9, [queued('change_moment', 5, { state: 'failed', attempts: 1 }), queued('delete_moment', 6)])).toEqual([9]);
  });
});
