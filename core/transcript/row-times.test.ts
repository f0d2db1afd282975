import { describe, expect, test } from 'vitest';

import { durationMs } from './row-times.ts';

describe('rule 4: the unit of duration', () => {
  test.each([
    [4.31, null, 4310],
    [49.9, null, 49_900],
    [50, null, 50],
    [3799.99, null, 3799.99],
    [0, null, null],
    [-3, null, null],
    [null, null, null],
  ])('%s reads as %s ms', (duration, span, ms) => {
    expect(durationMs(duration, span)).toBe(ms);
  });

  test('a small number that as seconds would far overrun the span it must fit is milliseconds', () => {
    expect(durationMs(40, 60)).toBe(40);
    expect(durationMs(40, 30_000)).toBe(40_000);
  });
});
