import { describe, expect, it } from 'vitest';
import { aComment, aMoment, anId, change, comment, mark, queued, remove, share } from '../testing/operations.ts';
import { momentVersion } from './versions.ts';

const kept = [aMoment({ version: 3, comments: [aComment({ version: 2 })] })];

describe('momentVersion', () => {
  it('expects what is kept, and one more for each unsent operation that counts', () => {
    expect(momentVersion(change(), kept, [])).toBe(3);
    const first = queued(1, change({}, { expectedVersion: 3 }));
    expect(momentVersion(remove(), kept, [first])).toBe(4);
    expect(momentVersion(remove(), kept, [queued(2, change({}, { expectedVersion: 4 }), { state: 'failed' }), first])).toBe(5);
    expect(momentVersion(remove(), kept, [queued(2, share()), queued(3, comment()), queued(4, change({ moment_id: anId(12) }))])).toBe(3);
    expect(momentVersion(change(), [], [queued(1, mark()), queued(2, change({}, { expectedVersion: 1 }))])).toBe(2);
    expect(momentVersion(comment({ body: 'Or not' }), kept, [])).toBe(2);
    expect(momentVersion(comment({ body: null }), [], [queued(1, mark()), queued(2, comment())])).toBe(1);
  });

  it('does not count an operation twice whose answer was lost and whose row was read again', () => {
    const sent = queued(1, change({ label: 'Mine' }, { expectedVersion: 2 }), { state: 'sending', attempts: 1 });
    expect(momentVersion(remove(), kept, [sent])).toBe(3);
  });

  it('expects what the person saw where another value stands there now', () => {
    const over = (label: string) => change({ label: 'Mine' }, { before: { label } });
    expect(momentVersion(over('Refund asked'), kept, [], 2)).toBe(3);
    expect(momentVersion(over('Older'), kept, [], 2)).toBe(2);
    expect(momentVersion(over('Older'), kept, [queued(1, change({ kind: 'outcome' }, { expectedVersion: 3 }))], 2)).toBe(2);
    expect(momentVersion(over('Own'), kept, [queued(1, change({ label: 'Own' }, { expectedVersion: 3 }))], 3)).toBe(4);
    expect(momentVersion(remove(true, { before: { deleted: false, note: 'Seen' } }), kept, [], 1)).toBe(1);
    expect(momentVersion(remove(true, { before: { deleted: false, note: null } }), kept, [], 1)).toBe(3);
    expect(momentVersion(comment({ body: 'Or not' }, { before: { body: 'Older', at_ms: null } }), kept, [], 1)).toBe(1);
    expect(momentVersion(comment({ body: 'Or not' }, { before: { body: 'Well said', at_ms: null } }), kept, [], 1)).toBe(2);
  });

  it('expects nothing of what is new, and of a share', () => {
    expect(momentVersion(mark(), kept, [])).toBe(0);
    expect(momentVersion(comment({ comment_id: anId(22) }), kept, [queued(1, comment())])).toBe(0);
    expect(momentVersion(share(), kept, [queued(1, change())])).toBe(0);
  });
});
