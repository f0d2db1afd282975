import { describe, expect, test } from 'vitest';

import { seededRandom } from '../seeded-random.ts';
import { bootstrapInterval, DRAWS } from './bootstrap.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Numbers around 10, as even as they come. */
const sample = (n: number): number[] => {
  const random = seededRandom(n);
  return Array.from({ length: n }, () => 10 + (random() + random() + random() - 1.5) * 4);
};

const width = (n: number): number => {
  const [low, high] = bootstrapInterval(sample(n), mean, 1) ?? [NaN, NaN];
  return high - low;
};

describe('the bootstrap interval', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(bootstrapInterval(sample(40), mean, 5)).toEqual(bootstrapInterval(sample(40), mean, 5));
    expect(bootstrapInterval(sample(40), mean, 5)).not.toEqual(bootstrapInterval(sample(40), mean, 6));
  });

  test('holds the estimate, and lies within the data', () => {
    for (const n of [2, 10, 50, 200]) {
      const values = sample(n);
      const [low, high] = bootstrapInterval(values, mean, 3) ?? [NaN, NaN];
      expect(low <= mean(values) && mean(values) <= high, `${n}`).toBe(true);
      expect(low >= Math.min(...values) && high <= Math.max(...values)).toBe(true);
    }
  });

  test('is about as wide as the normal interval of a mean', () => {
    const values = sample(200);
    const middle = mean(values);
    const error = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / values.length);
    const [low, high] = bootstrapInterval(values, mean, 2) ?? [NaN, NaN];
    expect(Math.abs(high - low - 2 * 1.96 * error)).toBeLessThan(error * 0.4);
  });

  test('is wider for fewer pairs', () => {
    expect(width(10)).toBeGreaterThan(width(40));
    expect(width(40)).toBeGreaterThan(width(160));
  });

  test('is none below two pairs, or where most draws say nothing', () => {
    expect(bootstrapInterval([], mean, 1)).toBeNull();
    expect(bootstrapInterval([4], mean, 1)).toBeNull();
    let draw = 0;
    const rarely = (): number | null => ((draw += 1) % 3 === 0 ? 1 : null);
    expect(bootstrapInterval([1, 2], rarely, 1)).toBeNull();
    expect(draw).toBe(DRAWS);
  });

  test('draws whole pairs, as many as there are', () => {
    const sizes = new Set<number>();
    const sums = new Set<number>();
    bootstrapInterval([{ a: 1, b: 9 }, { a: 2, b: 8 }, { a: 3, b: 7 }], (drawn) => {
      sizes.add(drawn.length);
      for (const { a, b } of drawn) sums.add(a + b);
      return 0;
    }, 1);
    expect([[...sizes], [...sums]]).toEqual([[3], [10]]);
  });
});
