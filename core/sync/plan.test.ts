import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WAIT_MS } from './classify.ts';
import { plan } from './plan.ts';
import { anId, change, comment, mark, OTHER_CALL, queued, remove, share } from './testing/operations.ts';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const sent = (operations: Parameters<typeof plan>[0], inFlight: string[] = []): number[] => plan(operations, NOW, new Set(inFlight)).send.map(({ seq }) => seq);
const other = anId(12);

describe('plan', () => {
  it('sends one operation a call, the oldest first, whatever order they come in', () => {
    const queue = [queued(4, comment()), queued(1, change({ moment_id: other }, { callId: OTHER_CALL })), queued(2, change()), queued(3, remove())];
    expect(sent(queue)).toEqual([1, 2]);
    expect(sent(queue, [OTHER_CALL])).toEqual([2]);
  });

  it('sends again what was being sent when the app ended, unless it is in flight', () => {
    const queue = [queued(1, mark(), { state: 'sending', attempts: 1 }), queued(2, change())];
    expect(sent(queue)).toEqual([1]);
    expect(sent(queue, [queue[0]?.operation.callId ?? ''])).toEqual([]);
  });

  it('waits for its time, and lets nothing of the call pass', () => {
    const queue = [queued(1, change(), { notBefore: at(5000) }), queued(2, change({ moment_id: other })), queued(3, change({ moment_id: other }, { callId: OTHER_CALL }), { notBefore: at(9000) })];
    expect(plan(queue, NOW, new Set())).toEqual({ send: [], nextAtMs: NOW + 5000 });
    expect(plan(queue, NOW + 5000, new Set()).send.map(({ seq }) => seq)).toEqual([1]);
    expect(plan([], NOW, new Set())).toEqual({ send: [], nextAtMs: null });
  });

  it('does not wait for a time that only a wrong clock can have noted', () => {
    expect(sent([queued(1, change(), { notBefore: at(LONGEST_WAIT_MS + 1) })])).toEqual([1]);
    expect(sent([queued(1, change(), { notBefore: 'soon' })])).toEqual([1]);
    expect(sent([queued(1, change(), { notBefore: at(LONGEST_WAIT_MS) })])).toEqual([]);
  });

  it.each(['parked', 'failed'] as const)('holds up only the row of what is %s', (state) => {
    expect(sent([queued(1, change(), { state }), queued(2, remove()), queued(3, share()), queued(4, comment())])).toEqual([4]);
    expect(sent([queued(1, comment(), { state }), queued(2, comment({ body: 'Again' })), queued(3, change())])).toEqual([3]);
    expect(sent([queued(1, change(), { state }), queued(2, change({ moment_id: other }))])).toEqual([2]);
  });

  it('holds up what hangs off a moment that is not marked yet', () => {
    for (const state of ['parked', 'failed'] as const) {
      expect(sent([queued(1, mark(), { state }), queued(2, comment()), queued(3, share()), queued(4, remove()), queued(5, comment({ comment_id: anId(22) }))])).toEqual([]);
      expect(sent([queued(1, mark(), { state }), queued(2, comment()), queued(3, mark({ moment_id: other }))])).toEqual([3]);
    }
    expect(sent([queued(1, mark(), { notBefore: at(1) }), queued(2, comment())])).toEqual([]);
  });

  it('lets a share that waits for the person hold up nothing of its moment', () => {
    for (const state of ['parked', 'failed'] as const) expect(sent([queued(1, share(), { state }), queued(2, change())])).toEqual([2]);
  });

  it('lets nothing overtake on a row, and stops no row for another one\'s sake', () => {
    const states = fc.constantFrom('waiting', 'sending', 'parked', 'failed' as const);
    const one = fc.tuple(fc.constantFrom(mark, change, comment, share), fc.integer({ min: 11, max: 14 }), states);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (ones) => {
        const queue = ones.map(([make, n, state], seq) => {
          const operation = make === share ? share({ moment: anId(n) }) : (make as typeof comment)({ moment_id: anId(n), ...(make === comment && { comment_id: anId(n + 10) }) });
          return queued(seq + 1, operation, { state });
        });
        const [next] = sent(queue);
        const isFree = (seq: number): boolean => {
          const mine = queue.find((one) => one.seq === seq)?.operation;
          return queue.filter((one) => one.seq < seq).every(({ operation }) =>
            (operation.entityId !== mine?.entityId || operation.kind === 'share_moment') && !(operation.kind === 'mark_moment' && operation.patch.moment_id === mine?.patch.moment_id));
        };
        const free = queue.filter(({ seq, state }) => (state === 'waiting' || state === 'sending') && isFree(seq)).map(({ seq }) => seq);
        expect(next).toBe(free[0]);
      }),
    );
  });
});
