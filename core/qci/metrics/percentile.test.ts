import fc from 'fast-check';
import { expect, test } from 'vitest';

import { median, percentile } from './percentile.ts';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 120 });

test.each([
  [[15, 20, 35, 40, 50], 0.05, 15], [[15, 20, 35, 40, 50], 0.3, 20], [[50, 15, 40, 20, 35], 0.4, 20], [[15, 20, 35, 40, 50], 0.5, 35], [[15, 20, 35, 40, 50], 1, 50],
  [[7], 0.95, 7], [[1, 2], 0, 1],
])('of %j the %f percentile is %i', (of, share, wanted) => {
  expect(percentile(of, share)).toBe(wanted);
});

test('a share that binary fractions make a little too large is meant as it is written', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
  expect([percentile(hundred, 0.07), percentile(hundred, 0.29), percentile(hundred, 0.071)]).toEqual([7, 29, 8]);
});

test('of nothing there is neither', () => {
  expect([percentile([], 0.95), median([])]).toEqual([null, null]);
});

/** In whole hundredths, as binary fractions would make 0.07 of a hundred values more than seven. */
test('a percentile is the least value that so many values do not exceed', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (of, hundredths) => {
      const enough = of.filter((one) => of.filter((other) => other <= one).length * 100 >= hundredths * of.length);
      expect(percentile(of, hundredths / 100)).toBe(Math.min(...enough));
    }),
  );
});

test('both lie within the values, do not care for their order and leave the list as it is', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
      const before = [...of];
      for (const found of [percentile(of, share) ?? NaN, median(of) ?? NaN]) expect(found >= Math.min(...of) && found <= Math.max(...of)).toBe(true);
      expect([percentile(of.toReversed(), share), median(of.toReversed())]).toEqual([percentile(of, share), median(of)]);
      expect(of).toEqual(before);
    }),
  );
});

test('the median is the one in the middle, or between the two', () => {
  expect([median([9, 1, 5]), median([10, 2, 4, 1])]).toEqual([5, 3]);
});
