import { describe, expect, it } from 'vitest';
import { nextFree } from './next-free.ts';
import type { QueueItem } from './queue.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
type Given = Parameters<typeof nextFree>[0][number];
const item = (callId: string, place: number, extra: Partial<QueueItem> = {}): Given => ({ callId, place, isFree: true, state: 'open', takenBy: null, takenUntil: null, ...extra });
const items = [item('c', 3), item('a', 1), item('b', 2), item('d', 4)];

describe('the next free calls', () => {
  it.each<[string | null, string[]]>([[null, ['a', 'b', 'c', 'd']], ['b', ['c', 'd', 'a']], ['d', ['a', 'b', 'c']], ['gone', ['a', 'b', 'c', 'd']]])('after %s are %j', (after, expected) =>
    expect(nextFree(items, after, 10, NOW)).toEqual(expected));

  it('leave out what is done here, done there, or somebody else\'s', () =>
    expect(nextFree([item('a', 1, { isFree: false, state: 'done' }), item('b', 2, { isFree: false, state: 'taken', takenUntil: '2026-12-01T12:00:01Z' }), item('c', 3), item('d', 4)], null, 10, NOW, new Set(['c']))).toEqual(['d']));

  it('hold what was somebody else\'s until his lock ran out', () =>
    expect(nextFree([item('b', 2, { isFree: false, state: 'taken', takenUntil: '2026-12-01T12:00:00Z' })], null, 10, NOW)).toEqual(['b']));

  it('are no more than asked for', () => expect(nextFree(items, 'b', 2, NOW)).toEqual(['c', 'd']));
});
