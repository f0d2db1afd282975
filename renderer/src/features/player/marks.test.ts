import { describe, expect, it } from 'vitest';
import { stretchOf, withEdge } from './marks.ts';

describe('an edge that is moved', () => {
  const stretch = { startMs: 2000, endMs: 5000 };

  it('stays in the recording', () => {
    expect(withEdge({ startMs: 2000, endMs: null }, 'start', -40, 9000)).toEqual({ startMs: 0, endMs: null });
    expect(withEdge({ startMs: 2000, endMs: null }, 'start', 9500.4, 9000)).toEqual({ startMs: 9000, endMs: null });
    expect(withEdge(stretch, 'end', 12_000, 9000)).toEqual({ startMs: 2000, endMs: 9000 });
  });

  it('never turns a stretch over', () => {
    expect(withEdge(stretch, 'start', 7000, 9000)).toEqual({ startMs: 4900, endMs: 5000 });
    expect(withEdge(stretch, 'end', 1000, 9000)).toEqual({ startMs: 2000, endMs: 2100 });
    expect(withEdge({ startMs: 0, endMs: 50 }, 'start', 40, 9000)).toEqual({ startMs: 0, endMs: 50 });
  });
});

describe('a stretch that is drawn', () => {
  it('goes from the earlier end to the later', () => expect(stretchOf(5000.6, 2000)).toEqual({ startMs: 2000, endMs: 5001 }));
  it('is none where the hand hardly moved', () => expect(stretchOf(2000, 2050)).toBeNull());
});
