import { expect, test } from 'vitest';
import { secondsLeft, withOutcome } from './eta.ts';

test('what is left takes as long as the last ones did', () => {
  const times = [0, 1000, 2000, 3000].reduce<number[]>((known, at) => withOutcome(known, at), []);
  expect(secondsLeft(times, 30, 3000)).toBe(30);
  expect(secondsLeft(times, 0, 3000)).toBe(0);
});

test('a pause counts, and the distant past does not', () => {
  const times = Array.from({ length: 1000 }, (_, n) => n * (n < 500 ? 10_000 : 1000)).reduce<number[]>((known, at) => withOutcome(known, at), []);
  expect(times).toHaveLength(200);
  expect(secondsLeft(times, 10, 999_000)).toBe(10);
  expect(secondsLeft(times, 10, 999_000 + 199_000)).toBe(20);
});

test('too few say nothing', () => {
  expect(secondsLeft([0, 1000], 5, 1000)).toBeNull();
  expect(secondsLeft([], 0, 0)).toBe(0);
});
