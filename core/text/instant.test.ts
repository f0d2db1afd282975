import { describe, expect, test } from 'vitest';

import { asEpochMs, asIsoTime, compareTimes, laterOf } from './instant.ts';

describe('asIsoTime', () => {
  test.each([
    ['2026-02-19T10:55:44.362Z', '2026-02-19T10:55:44.362Z'],
    ['2026-02-19T12:55:44+02:00', '2026-02-19T10:55:44.000Z'],
    ['2026-02-19 10:55:44.362+00', '2026-02-19T10:55:44.362Z'],
    ['2026-02-19T10:55:44', '2026-02-19T10:55:44.000Z'],
    ['2026-02-19', '2026-02-19T00:00:00.000Z'],
    [1771498544362, '2026-02-19T10:55:44.362Z'],
    ['1771498544362', '2026-02-19T10:55:44.362Z'],
    [1771498544, '2026-02-19T10:55:44.000Z'],
  ])('%s is %s', (value, iso) => {
    expect(asIsoTime(value)).toBe(iso);
  });

  test.each([['infinity'], ['9999-12-31T00:00:00Z'], ['1970-01-01T00:00:00Z'], ['2026-13-45'], ['Feb 19, 2026'], [''], [null], [Infinity], [true], [{}], [5]])(
    '%j is no time we store',
    (value) => {
      expect(asIsoTime(value)).toBeNull();
    },
  );
});

test('fractional epoch milliseconds keep their fraction', () => {
  expect(asEpochMs(1728862782375.9998)).toBe(1728862782375.9998);
});

test('nothing is earlier than any time', () => {
  expect(compareTimes(null, '2026-01-01T00:00:00Z')).toBeLessThan(0);
  expect(compareTimes(null, null)).toBe(0);
  expect(laterOf('2026-01-01T00:00:00Z', null)).toBe('2026-01-01T00:00:00Z');
  expect(laterOf('2026-01-01T00:00:00Z', '2026-01-01T03:00:00+01:00')).toBe('2026-01-01T03:00:00+01:00');
});
