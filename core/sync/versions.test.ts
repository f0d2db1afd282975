import { describe, expect, it } from 'vitest';
import { aComment, aMoment, anId, change, comment, COMMENT, mark, MOMENT, queued, remove, share } from './testing/operations.ts';
import { renumbered, versionFor } from './versions.ts';

const kept = [aMoment({ version: 3, comments: [aComment({ version: 2 })] })];

describe('versionFor', () => {
  it('expects what is kept, and one more for each unsent operation that counts', () => {
    expect(versionFor(change(), kept, [])).toBe(3);
    expect(versionFor(remove(), kept, [queued(1, change()), queued(2, share()), queued(3, comment()), queued(4, change({ moment_id: anId(12) }))])).toBe(4);
    expect(versionFor(change(), [], [queued(1, mark()), queued(2, change())])).toBe(2);
    expect(versionFor(comment({ body: 'Or not' }), kept, [])).toBe(2);
    expect(versionFor(comment(), kept, [queued(1, comment())])).toBe(3);
    expect(versionFor(comment({ body: null }), [], [queued(1, mark()), queued(2, comment())])).toBe(1);
  });

  it('expects nothing of what is new, and of a share', () => {
    expect(versionFor(mark(), kept, [])).toBe(0);
    expect(versionFor(comment({ comment_id: anId(22) }), kept, [queued(1, comment())])).toBe(0);
    expect(versionFor(share(), kept, [queued(1, change())])).toBe(0);
  });
});

describe('renumbered', () => {
  it('numbers what is left on the row, in the order it was made, and nothing else', () => {
    const [late, early, other] = [change({ label: 'B' }), change({ label: 'A' }), comment()];
    const numbers = renumbered(MOMENT, 7, [queued(5, late), queued(2, early), queued(3, share()), queued(4, other)]);
    expect([...numbers]).toEqual([[early.opId, 7], [late.opId, 8]]);
    expect([...renumbered(COMMENT, 4, [queued(4, other)])]).toEqual([[other.opId, 4]]);
  });

  it('leaves what was sent as it was sent, and what follows it', () => {
    const first = change();
    expect([...renumbered(MOMENT, 7, [queued(1, first), queued(2, change(), { attempts: 1 }), queued(3, change())])]).toEqual([[first.opId, 7]]);
    expect(renumbered(MOMENT, 7, [queued(1, change(), { state: 'sending' }), queued(2, change())]).size).toBe(0);
  });
});
