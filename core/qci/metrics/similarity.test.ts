import fc from 'fast-check';
import { expect, test } from 'vitest';

import { similarity } from './similarity.ts';

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__'));

test.each([
  ['do you have time', 'do you have time', 1],
  ['do you have time', 'have you time', 6 / 7],
  ['yes yes yes', 'yes', 0.5],
  ['one', 'two', 0],
  ['', '', 1],
  ['one', '', 0],
])('"%s" and "%s" are alike by %f', (one, other, wanted) => {
  const list = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  expect(similarity(list(one), list(other))).toBeCloseTo(wanted, 10);
});

test('lies between 0 and 1, is 1 just for the same words in any order, and the same either way round', () => {
  fc.assert(
    fc.property(words, words, (one, other) => {
      const alike = similarity(one, other);
      expect(alike >= 0 && alike <= 1).toBe(true);
      expect(similarity(other, one)).toBe(alike);
      expect(similarity(one, one.toReversed())).toBe(1);
      expect(alike === 1).toBe(one.toSorted().join(' ') === other.toSorted().join(' '));
    }),
  );
});
