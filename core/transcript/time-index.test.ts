import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { buildTimeIndex, startOfTurn, turnIndexAt } from './time-index.ts';
import type { SpeechTurn } from './turn.ts';

const speech = (index: number, startMs: number | null, endMs: number | null): SpeechTurn => ({ kind: 'speech', index, speaker: 'agent', name: null, text: 'x', startMs, endMs });

describe('turnIndexAt', () => {
  const turns = [speech(0, 1000, 9000), speech(1, 3000, 4000), speech(2, 12_000, 13_000)];
  const index = buildTimeIndex(turns);

  test.each([
    [0, null],
    [1000, 0],
    [3500, 1],
    [4000, 0],
    [8999, 0],
    [10_000, 1],
    [12_500, 2],
    [99_000, 2],
  ])('at %i ms it is turn %s', (ms, expected) => {
    expect(turnIndexAt(index, ms)).toBe(expected);
  });

  test('an unknown end reaches to the next start; turns without times are skipped', () => {
    const partly = buildTimeIndex([speech(0, 0, null), speech(1, null, null), speech(2, 5000, null)]);
    expect([0, 4999, 5000, 60_000].map((ms) => turnIndexAt(partly, ms))).toEqual([0, 0, 2, 2]);
    expect(turnIndexAt(buildTimeIndex([]), 5)).toBeNull();
  });

  test('agrees with looking at every turn', () => {
    const spans = fc.array(fc.tuple(fc.nat(200), fc.nat(50)), { maxLength: 30 });
    fc.assert(
      fc.property(spans, fc.nat(260), (drawn, ms) => {
        const all = drawn.map(([start, length], i) => speech(i, start, start + length));
        const ordered = all.toSorted((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0) || a.index - b.index).filter((turn) => (turn.startMs ?? 0) <= ms);
        const expected = ordered.findLast((turn) => (turn.endMs ?? 0) > ms) ?? ordered.at(-1);
        expect(turnIndexAt(buildTimeIndex(all), ms)).toBe(expected?.index ?? null);
      }),
    );
  });
});

test('startOfTurn finds a turn by its index, wherever it stands in the list', () => {
  expect(startOfTurn([speech(0, 1, 2), speech(1, 3, 4)], 1)).toBe(3);
  expect(startOfTurn([speech(7, 9, 10)], 7)).toBe(9);
  expect(startOfTurn([speech(0, null, null)], 0)).toBeNull();
  expect(startOfTurn([], 3)).toBeNull();
});
