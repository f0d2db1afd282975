import fc from 'fast-check';
import { expect, test } from 'vitest';

import { asNumber, asText, at, isWithinDepth, sameJson } from './json-value.ts';

test('at follows own keys only', () => {
  expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
  expect(at({}, 'constructor', 'name')).toBeUndefined();
  expect(at('text', 'length')).toBeUndefined();
});

test('numbers may come as text, emptiness may come as ""', () => {
  expect(asNumber('0.0208')).toBe(0.0208);
  expect(asNumber(' ')).toBeNull();
  expect(asNumber(NaN)).toBeNull();
  expect(asText('  ')).toBeNull();
});

test('depth is measured without recursion', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  expect(isWithinDepth(deep, 200)).toBe(false);
  expect(isWithinDepth([[1]], 2)).toBe(true);
});

test('sameJson ignores the order of keys and nothing else', () => {
  expect(sameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(sameJson({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  fc.assert(fc.property(fc.jsonValue(), (value) => sameJson(value, JSON.parse(JSON.stringify(value)))));
});
