import fc from 'fast-check';
import { expect, test } from 'vitest';

import { confusionOf, weightedKappa } from './kappa.ts';
import { KAPPA_VECTORS } from './vectors.ts';

test.each(KAPPA_VECTORS)('kappa: $name', ({ first, second, categories, kappa }) => {
  const found = weightedKappa(confusionOf(first, second, categories));
  if (kappa === null) expect(found).toBeNull();
  else expect(Math.abs((found ?? NaN) - kappa)).toBeLessThan(1e-9);
});

test('rows are the first rater, columns the second', () => {
  expect(confusionOf([0, 0, 2], [1, 1, 0], 3)).toEqual([[0, 2, 0], [0, 0, 0], [1, 0, 0]]);
  expect(weightedKappa(confusionOf([], [], 3))).toBeNull();
});

const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 });
const kappaOf = (of: readonly (readonly [number, number])[]): number | null => weightedKappa(confusionOf(of.map(([one]) => one), of.map(([, other]) => other), 4));

test('kappa lies between -1 and 1, is 1 just for raters who agree, and does not care who comes first or in what order the calls do', () => {
  fc.assert(
    fc.property(pairs, (of) => {
      const kappa = kappaOf(of);
      expect(kappaOf(of.toReversed())).toBe(kappa);
      expect(kappaOf(of.map(([one, other]) => [other, one]))).toBe(kappa);
      const agree = of.every(([one, other]) => one === other);
      if (kappa === null) expect(agree).toBe(true);
      else {
        expect(kappa >= -1 && kappa <= 1).toBe(true);
        expect(kappa === 1).toBe(agree);
      }
    }),
  );
});

test('a call over which raters are two bands apart weighs four times one band', () => {
  const near = kappaOf([[0, 1], [0, 0], [3, 3], [1, 1], [2, 2]]) ?? NaN;
  const far = kappaOf([[0, 2], [0, 0], [3, 3], [1, 1], [2, 2]]) ?? NaN;
  expect(far).toBeLessThan(near);
});
