import { describe, expect, it } from 'vitest';
import { aMoment } from '../../../store/testing.ts';
import { compareCalls, compareMarks, percentile, type Marked } from './ledger.ts';

const comment = (n: number, body: string) => ({ id: `e0000000-0000-4000-8000-0000000000a${String(n)}`, body, atMs: null, authorId: null, authorName: null, version: 1, createdAt: '2026-11-20T12:00:00.000Z' });
const found = aMoment(1, { label: 'ed 1, changed 1', version: 2, comments: [comment(1, 'first')] });
const mark: Marked = { callId: found.callId, author: 'ed', id: found.id, name: 'ed 1', label: 'ed 1, changed 1', version: 2, comments: ['first'] };

describe('marks after kills', () => {
  it('that stand as they were acknowledged are whole', () => {
    expect(compareMarks([mark], [found, aMoment(2, { label: 'somebody else’s' })])).toEqual({ lost: 0, duplicated: 0 });
  });

  it.each<[string, ReturnType<typeof aMoment>[], { lost: number; duplicated: number }]>([
    ['the mark', [], { lost: 1, duplicated: 0 }],
    ['its change', [aMoment(1, { label: 'ed 1', version: 1, comments: found.comments })], { lost: 1, duplicated: 0 }],
    ['its comment', [{ ...found, comments: [] }], { lost: 1, duplicated: 0 }],
    ['no second mark', [found, aMoment(2, { label: 'ed 1' })], { lost: 0, duplicated: 1 }],
    ['no second change', [{ ...found, version: 3 }], { lost: 0, duplicated: 1 }],
    ['no second comment', [{ ...found, comments: [comment(1, 'first'), comment(2, 'first')] }], { lost: 0, duplicated: 1 }],
  ])('lack %s', (_name, there, compared) => {
    expect(compareMarks([mark], there)).toEqual(compared);
  });
});

it('imported calls are lost where they are not stored, and doubled where more are', () => {
  expect(compareCalls(new Set(['a', 'b']), new Set(['a', 'b']), 2)).toEqual({ lost: 0, duplicated: 0 });
  expect(compareCalls(new Set(['a', 'b']), new Set(['a']), 1)).toEqual({ lost: 1, duplicated: 0 });
  expect(compareCalls(new Set(['a', 'b']), new Set(['a', 'b']), 4)).toEqual({ lost: 0, duplicated: 2 });
});

it('a percentile is one of the numbers', () => {
  expect([0.5, 0.95, 1].map((share) => percentile([5, 1, 4, 2, 3], share))).toEqual([3, 5, 5]);
});
