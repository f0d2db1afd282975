import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bias, limitsOfAgreement, meanAbsoluteError, type ScoredPair } from './error.ts';
import { POINT_VECTORS } from './vectors.ts';

test.each(POINT_VECTORS)('error and bias: $name', ({ first, second, mae, bias: wanted }) => {
  const pairs = first.map((one, at) => ({ first: one, second: second[at] ?? NaN }));
  expect(Math.abs((meanAbsoluteError(pairs) ?? NaN) - mae)).toBeLessThan(1e-9);
  expect(Math.abs((bias(pairs) ?? NaN) - wanted)).toBeLessThan(1e-9);
});

test('nothing is said of no pairs, and no limits of one', () => {
  expect([meanAbsoluteError([]), bias([]), limitsOfAgreement([])]).toEqual([null, null, null]);
  expect(limitsOfAgreement([{ first: 3, second: 5 }])).toBeNull();
});

test('the limits lie 1.96 standard deviations from the bias', () => {
  const [low, high] = limitsOfAgreement([{ first: 10, second: 12 }, { first: 10, second: 6 }, { first: 10, second: 8 }]) ?? [NaN, NaN];
  // Differences 2, -4, -2: mean -4/3, variance 28/3.
  expect(low).toBeCloseTo(-4 / 3 - 1.96 * Math.sqrt(28 / 3), 10);
  expect(high).toBeCloseTo(-4 / 3 + 1.96 * Math.sqrt(28 / 3), 10);
});

test('the error is never below the bias, and exchanging the raters turns the bias round', () => {
  const score = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(fc.array(fc.record({ first: score, second: score }), { minLength: 1 }), (pairs: ScoredPair[]) => {
      const turned = pairs.map(({ first, second }) => ({ first: second, second: first }));
      const shift = bias(pairs) ?? NaN;
      expect(meanAbsoluteError(pairs)).toBeGreaterThanOrEqual(Math.abs(shift));
      expect(bias(turned)).toBeCloseTo(-shift, 9);
      expect(meanAbsoluteError(turned)).toBe(meanAbsoluteError(pairs));
      const limits = limitsOfAgreement(pairs);
      if (limits) expect(limits[0] <= shift && shift <= limits[1]).toBe(true);
    }),
  );
});
