import fc from 'fast-check';
import { expect, test } from 'vitest';

import { OUTCOME_TIERS } from '../calls/outcome-tier.ts';
import { CRITERIA, CRITERION_KEYS, DIMENSION_MAX, DIMENSIONS, dimensionScores, MENTION_POINTS, TIER_POINTS, TONE_MAX, totalScore, type CriterionKey } from './criteria.ts';

const scoresOf = (score: (key: CriterionKey) => number) => Object.fromEntries(CRITERION_KEYS.map((key) => [key, score(key)])) as Record<CriterionKey, number>;

test('the maxima of the criteria add up to those of their dimensions, and these to a hundred', () => {
  expect(dimensionScores(scoresOf((key) => CRITERIA[key].max))).toEqual(DIMENSION_MAX);
  expect(totalScore(DIMENSION_MAX)).toBe(100);
  expect(DIMENSION_MAX).toEqual({ dynamics: 30, objections: 20, brand: 20, outcome: 30 });
});

test('a dimension is the sum of its own criteria and the total the sum of all', () => {
  const scores = { talk_balance: 12, flow: 7, engagement: 3, recognition: 6, compliance: 5, alternatives: 1, brand: 18, outcome: 22 };
  expect(dimensionScores(scores)).toEqual({ dynamics: 22, objections: 12, brand: 18, outcome: 22 });
  expect(totalScore(dimensionScores(scores))).toBe(74);
});

test('the brand row is a mention and a tone', () => {
  expect([MENTION_POINTS, TONE_MAX]).toEqual([10, 10]);
});

test('every number of outcome points belongs to exactly one tier', () => {
  for (let points = 0; points <= CRITERIA.outcome.max; points += 1) {
    expect(OUTCOME_TIERS.filter((tier) => points >= TIER_POINTS[tier][0] && points <= TIER_POINTS[tier][1]), `${points}`).toHaveLength(1);
  }
});

test('no point is lost or counted twice', () => {
  const any = fc.tuple(...CRITERION_KEYS.map((key) => fc.integer({ min: 0, max: CRITERIA[key].max })));
  fc.assert(
    fc.property(any, (points) => {
      const sums = dimensionScores(scoresOf((key) => points[CRITERION_KEYS.indexOf(key)] ?? 0));
      expect(totalScore(sums)).toBe(points.reduce((sum, one) => sum + one, 0));
      for (const dimension of DIMENSIONS) expect(sums[dimension]).toBeLessThanOrEqual(DIMENSION_MAX[dimension]);
    }),
  );
});
