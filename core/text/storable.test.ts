import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cutText, storableJson, storableText } from './storable.ts';

describe('storableText', () => {
  test('NUL and half pairs become U+FFFD, whole pairs stay', () => {
    expect(storableText('a\0b\uD83Dc😀')).toBe('a\uFFFDb\uFFFDc😀');
  });

  test('leaves no text that PostgreSQL refuses', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/\p{Cs}|\0/u.test(storableText(text))));
  });
});

describe('storableJson', () => {
  test('reaches keys and values and drops numbers JSON cannot write', () => {
    expect(storableJson({ 'k\0': ['\uDC00', Infinity, null, { n: 1 }] })).toEqual({ 'k\uFFFD': ['\uFFFD', null, null, { n: 1 }] });
  });

  test('keeps a key called __proto__ as a key', () => {
    const copy = storableJson(JSON.parse('{"__proto__": {"admin": true}}'));
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});

test('cutText counts characters and never splits a pair', () => {
  expect(cutText('😀😀😀', 2)).toBe('😀😀');
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('a'.repeat(300), 255)).toHaveLength(255);
});
