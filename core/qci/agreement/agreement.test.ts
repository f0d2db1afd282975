import { describe, expect, test } from 'vitest';

import { DEFAULT_THRESHOLDS } from '../band.ts';
import { DIMENSIONS, type DimensionScores } from '../criteria.ts';
import { seededRandom } from '../seeded-random.ts';
import { agreementOf, LEAST_PAIRS, type DoubleScore } from './agreement.ts';

const of = (dynamics: number, objections: number, brand: number, outcome: number): DimensionScores => ({ dynamics, objections, brand, outcome });
const PASS = of(25, 18, 18, 27);
const REVIEW = of(22, 15, 15, 15);
const FAIL = of(10, 8, 5, 2);

/** Calls of all bands, over which the second rater is some points off. */
function some(n: number): DoubleScore[] {
  const random = seededRandom(11);
  const off = (score: number): number => Math.max(0, score + Math.floor(random() * 5) - 3);
  return Array.from({ length: n }, (_, at) => {
    const first = [PASS, REVIEW, FAIL][at % 3] ?? FAIL;
    return { first, second: of(off(first.dynamics), off(first.objections), off(first.brand), off(first.outcome)) };
  });
}

const report = (pairs: readonly DoubleScore[]) => agreementOf(pairs, DEFAULT_THRESHOLDS, 1);

describe('a report of agreement', () => {
  test('of no pairs has no numbers and divides by nothing', () => {
    const { n, isEnough, isSkewed, sameBand, limits, total } = report([]);
    expect({ n, isEnough, isSkewed, sameBand, limits }).toEqual({ n: 0, isEnough: false, isSkewed: false, sameBand: null, limits: null });
    for (const estimate of Object.values(total)) expect(estimate).toEqual({ value: null, interval: null });
  });

  test('is too little to go by below thirty pairs', () => {
    expect(report(some(LEAST_PAIRS - 1)).isEnough).toBe(false);
    expect(report(some(LEAST_PAIRS)).isEnough).toBe(true);
  });

  test('counts bands of totals, the first rater in rows', () => {
    const { confusion, sameBand } = report([{ first: PASS, second: FAIL }, { first: REVIEW, second: REVIEW }, { first: FAIL, second: REVIEW }, { first: PASS, second: PASS }]);
    expect(confusion).toEqual([[1, 0, 1], [0, 1, 0], [0, 1, 0]]);
    expect(sameBand).toBe(0.5);
  });

  test('moves bands with the thresholds', () => {
    expect(agreementOf([{ first: REVIEW, second: REVIEW }], { pass: 60, review: 30 }, 1).confusion[0]?.[0]).toBe(1);
  });

  test.each([[18, false], [19, true], [20, true]])('of twenty calls of which %i fail is skewed: %s', (fails, isSkewed) => {
    const pairs = Array.from({ length: 20 }, (_, at) => ({ first: at < fails ? FAIL : PASS, second: at % 2 ? FAIL : PASS }));
    expect(report(pairs).isSkewed).toBe(isSkewed);
    expect(report(pairs.map(({ first, second }) => ({ first: second, second: first }))).isSkewed).toBe(isSkewed);
  });

  test('has a bias below zero where people score lower than the AI, in each dimension and the total', () => {
    const { total, dimensions } = report([{ first: of(20, 10, 10, 20), second: of(18, 10, 9, 15) }, { first: of(20, 10, 10, 20), second: of(16, 10, 11, 25) }]);
    expect(DIMENSIONS.map((key) => [dimensions[key].mae.value, dimensions[key].bias.value])).toEqual([[3, -3], [0, 0], [1, 0], [5, 0]]);
    expect([total.mae.value, total.bias.value]).toEqual([5, -3]);
  });

  test('puts a dimension into the band of its share of the maximum', () => {
    const { dimensions } = report([{ first: of(24, 12, 16, 0), second: of(23, 12, 12, 0) }, { first: of(0, 0, 0, 0), second: of(0, 0, 0, 0) }]);
    // 24 of 30 is 80 %, 23 is not; 12 of 20 is 60 % on both sides; the outcome is of one band alone.
    expect([dimensions.dynamics.kappa.value, dimensions.objections.kappa.value, dimensions.outcome.kappa.value]).toEqual([expect.closeTo(0.667, 3), 1, null]);
  });

  test('has intervals that hold their estimates and are the same each time', () => {
    const pairs = some(60);
    const { total, dimensions } = report(pairs);
    for (const agreement of [total, ...Object.values(dimensions)]) {
      for (const { value, interval } of Object.values(agreement)) {
        if (value === null || interval === null) throw new Error('No estimate');
        expect(interval[0] <= value && value <= interval[1]).toBe(true);
      }
    }
    expect(report(pairs)).toEqual(report(pairs));
    expect(agreementOf(pairs, DEFAULT_THRESHOLDS, 2).total.mae.interval).not.toEqual(total.mae.interval);
  });
});
