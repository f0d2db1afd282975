import { describe, expect, test } from 'vitest';

import { bandOf, BANDS, DEFAULT_THRESHOLDS } from '../band.ts';
import { totalScore, type DimensionScores } from '../criteria.ts';
import { seededRandom } from '../seeded-random.ts';
import { agreementInSteps, agreementOf, plainAgreement, totalInSteps, type DoubleScore } from './agreement.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { bias, meanAbsoluteError, type ScoredPair } from './error.ts';
import { confusionOf, weightedKappa } from './kappa.ts';

function some(n: number): DoubleScore[] {
  const random = seededRandom(n);
  const of = (): DimensionScores => ({ dynamics: Math.floor(random() * 31), objections: Math.floor(random() * 21), brand: Math.floor(random() * 21), outcome: Math.floor(random() * 31) });
  return Array.from({ length: n }, () => ({ first: of(), second: of() }));
}

const totals = (pairs: readonly DoubleScore[]): ScoredPair[] => pairs.map(({ first, second }) => ({ first: totalScore(first), second: totalScore(second) }));
const band = (score: number): number => BANDS.indexOf(bandOf(score, DEFAULT_THRESHOLDS));
const kappa = (pairs: readonly ScoredPair[]) => weightedKappa(confusionOf(pairs.map(({ first }) => band(first)), pairs.map(({ second }) => band(second)), 3));

/** Runs the steps to their end; answers how many there were, what they said was done, and the result. */
function runOut<T>(steps: Generator<number, T>): { shares: number[]; result: T } {
  const shares: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { shares, result: step.value };
    shares.push(step.value);
  }
}

describe('intervals that are drawn for all scales at once', () => {
  test.each([2, 7, 40, 120])('are those that each statistic has alone, of %i pairs', (n) => {
    const pairs = some(n);
    const { total, dimensions } = agreementOf(pairs, DEFAULT_THRESHOLDS, 9);
    expect(total.kappa).toEqual({ value: kappa(totals(pairs)), interval: bootstrapInterval(totals(pairs), kappa, 9) });
    expect(total.mae).toEqual({ value: meanAbsoluteError(totals(pairs)), interval: bootstrapInterval(totals(pairs), meanAbsoluteError, 9) });
    const brand = pairs.map(({ first, second }) => ({ first: first.brand, second: second.brand }));
    expect(dimensions.brand.bias).toEqual({ value: bias(brand), interval: bootstrapInterval(brand, bias, 9) });
  });

  test.each([0, 1])('are none of %i pairs', (n) => {
    const { total } = agreementOf(some(n), DEFAULT_THRESHOLDS, 9);
    expect([total.kappa.interval, total.mae.interval, total.bias.interval]).toEqual([null, null, null]);
  });

  test('come in steps that say how far they are, and few pairs in few steps', () => {
    const { shares, result } = runOut(agreementInSteps(some(1000), DEFAULT_THRESHOLDS, 9));
    expect(shares[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share < 1)).toBe(true);
    expect(shares.length).toBeGreaterThan(100);
    expect(result).toEqual(agreementOf(some(1000), DEFAULT_THRESHOLDS, 9));
    expect(runOut(agreementInSteps(some(5), DEFAULT_THRESHOLDS, 9)).shares.length).toBeLessThan(60);
  });

  test('are left out where only the estimates are asked for', () => {
    const pairs = some(60);
    const plain = plainAgreement(pairs, DEFAULT_THRESHOLDS);
    const whole = agreementOf(pairs, DEFAULT_THRESHOLDS, 9);
    expect(plain.total.kappa).toEqual({ value: whole.total.kappa.value, interval: null });
    expect({ ...plain, total: 0, dimensions: 0 }).toEqual({ ...whole, total: 0, dimensions: 0 });
  });

  test('of the total alone are those it has among the others', () => {
    expect(runOut(totalInSteps(some(60), DEFAULT_THRESHOLDS, 9)).result).toEqual(agreementOf(some(60), DEFAULT_THRESHOLDS, 9).total);
  });
});
