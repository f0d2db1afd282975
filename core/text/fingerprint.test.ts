import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';
import { isRecord } from './json-value.ts';

/** The same value with its keys the other way round, at every depth. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).toReversed().map(([key, item]) => [key, turned(item)])) : value;
};

test('a value has one fingerprint, in whatever order its keys stand', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(fingerprint(turned(value))).toBe(fingerprint(value));
      expect(fingerprint(value)).toMatch(/^[0-9a-f]{14}$/u);
    }),
  );
});

test('values that differ have others', () => {
  const values = [null, '', '0', 0, [], {}, [0], { a: 1 }, { a: 2 }, { b: 1 }, { a: { b: 1 } }, [1, 2], [2, 1], 'a', 'A', ...Array.from({ length: 50_000 }, (_, n) => ({ call: n }))];
  expect(new Set(values.map(fingerprint)).size).toBe(values.length);
});
