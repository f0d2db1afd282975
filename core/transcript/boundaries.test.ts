import { describe, expect, it } from 'vitest';
import { snapTo, turnBoundaries, turnSpanAt } from './boundaries.ts';
import type { Turn } from './turn.ts';

const said = (index: number, startMs: number | null, endMs: number | null): Turn => ({ kind: 'speech', index, speaker: 'agent', name: null, text: 'a', startMs, endMs });
const turns: Turn[] = [
  said(0, 0, 4100.4),
  said(1, 5000, 6200),
  { kind: 'tool', index: 2, name: 'a', arguments: '', result: null, startMs: 6300, endMs: 6400 },
  said(3, 6200, 9000),
  said(4, null, null),
];

describe('boundaries of turns', () => {
  it('are where speech begins and ends', () => expect(turnBoundaries(turns)).toEqual([0, 4100, 5000, 6200, 9000]));

  it('draw what is near, and leave the rest alone', () => {
    const boundaries = turnBoundaries(turns);
    expect([4000, 4600, 6199, 12_000].map((ms) => snapTo(boundaries, ms, 150))).toEqual([4100, 4600, 6200, 12_000]);
    expect(snapTo([], 5, 100)).toBe(5);
  });

  it('are those of the turn that is heard', () => {
    expect(turnSpanAt(turns, 5500)).toEqual({ startMs: 5000, endMs: 6200 });
    expect(turnSpanAt(turns, 4500)).toEqual({ startMs: 0, endMs: 4100 });
    expect(turnSpanAt(turns, 6200)).toEqual({ startMs: 6200, endMs: 9000 });
    expect(turnSpanAt([said(0, 3000, 4000)], 1000)).toBeNull();
    expect(turnSpanAt([said(0, 3000, null)], 3500)).toBeNull();
  });
});
