import fc from 'fast-check';
import { expect, test } from 'vitest';

import { seededRandom } from './seeded-random.ts';

const draw = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

test('gives the numbers of mulberry32, so that intervals stay the same from one version to the next', () => {
  expect(draw(1, 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  expect(draw(0, 2)).toEqual([0.26642920868471265, 0.0003297457005828619]);
});

test('gives the same numbers for the same seed, from 0 up to 1, and others for another', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const numbers = draw(seed, 20);
      expect(draw(seed, 20)).toEqual(numbers);
      expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
      expect(draw(seed + 1, 20)).not.toEqual(numbers);
    }),
  );
});

test('fills its range evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const number of draw(7, 10_000)) tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
