import { percentile } from '../metrics/percentile.ts';
import { seededRandom } from '../seeded-random.ts';

/** Draws of a bootstrap; more move the ends of an interval by less than they are shown with. */
export const DRAWS = 2000;

/** Least and greatest plausible value. */
export type Interval = readonly [low: number, high: number];

/**
 * A 95 % interval of any statistic by the percentile bootstrap: the pairs are drawn again with replacement, `DRAWS` times, and the
 * ends are the 2.5th and the 97.5th percentile of what the statistic says of each draw. Draws in which it is undefined are left
 * out; null where more than half of them are, or for fewer than two pairs. The same seed and pairs give the same interval.
 * Efron (1979), Annals of Statistics 7(1).
 */
export function bootstrapInterval<T>(sample: readonly T[], statistic: (drawn: readonly T[]) => number | null, seed: number): Interval | null {
  if (sample.length < 2) return null;
  const random = seededRandom(seed);
  const values: number[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const drawn = sample.map(() => sample[Math.floor(random() * sample.length)] as T);
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  return intervalOf(values);
}

/** The interval between the 2.5th and the 97.5th percentile of what the draws said; null where more than half said nothing. */
export function intervalOf(values: readonly number[]): Interval | null {
  if (values.length < DRAWS / 2) return null;
  return [percentile(values, 0.025) ?? 0, percentile(values, 0.975) ?? 0];
}
