import fc from 'fast-check';
import { expect, test } from 'vitest';

import { balancePoints } from './balance-points.ts';

test.each([[0, 0], [0.1, 2], [0.2, 4], [0.275, 6], [0.35, 8], [0.4, 10], [0.45, 12], [0.5, 10], [0.55, 8], [0.625, 6], [0.7, 4], [0.85, 2], [1, 0]])('a share of %f earns %i', (share, points) => {
  expect(balancePoints(share)).toBe(points);
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('points are whole, from 0 to 12, and those of the range that the share lies in', () => {
  fc.assert(
    fc.property(share, (ratio) => {
      const points = balancePoints(ratio);
      const [least, most] = ratio >= 0.35 && ratio <= 0.55 ? [8, 12] : ratio >= 0.2 && ratio <= 0.7 ? [4, 8] : [0, 4];
      expect(Number.isInteger(points) && points >= least && points <= most).toBe(true);
    }),
  );
});

test('nearer to 45 % on the same side is never worse', () => {
  fc.assert(
    fc.property(share, share, (one, other) => {
      if (one < 0.45 !== other < 0.45) return;
      const [near, far] = Math.abs(one - 0.45) <= Math.abs(other - 0.45) ? [one, other] : [other, one];
      expect(balancePoints(near)).toBeGreaterThanOrEqual(balancePoints(far));
    }),
  );
});
