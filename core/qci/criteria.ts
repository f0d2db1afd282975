import type { OutcomeTier } from '../calls/outcome-tier.ts';

/** The four dimensions in the order screens show them, with the points each can earn (the seed's CHECK constraints). */
export const DIMENSION_MAX = { dynamics: 30, objections: 20, brand: 20, outcome: 30 } as const;

export type Dimension = keyof typeof DIMENSION_MAX;

export const DIMENSIONS = Object.keys(DIMENSION_MAX) as Dimension[];

/** Every criterion with its dimension and its maximum; the maxima of a dimension's criteria add up to the dimension's. */
export const CRITERIA = {
  talk_balance: { dimension: 'dynamics', max: 12 },
  flow: { dimension: 'dynamics', max: 10 },
  engagement: { dimension: 'dynamics', max: 8 },
  recognition: { dimension: 'objections', max: 7 },
  compliance: { dimension: 'objections', max: 7 },
  alternatives: { dimension: 'objections', max: 6 },
  brand: { dimension: 'brand', max: 20 },
  outcome: { dimension: 'outcome', max: 30 },
} as const satisfies Record<string, { dimension: Dimension; max: number }>;

export type CriterionKey = keyof typeof CRITERIA;

export const CRITERION_KEYS = Object.keys(CRITERIA) as CriterionKey[];

/** `brand` is two things in one row: ten points for naming the brand, ten for the tone. */
export const MENTION_POINTS = 10;
export const TONE_MAX = CRITERIA.brand.max - MENTION_POINTS;

/** Least and most points of each outcome tier, where the rubric says nothing else. Together they cover 0 to 30 without a gap. */
export const TIER_POINTS: Readonly<Record<OutcomeTier, readonly [least: number, most: number]>> = {
  meeting: [25, 30],
  warm_lead: [16, 24],
  callback: [11, 15],
  information: [6, 10],
  nothing: [0, 5],
};

export type CriterionScores = Readonly<Record<CriterionKey, number>>;
export type DimensionScores = Readonly<Record<Dimension, number>>;

/** The four dimension scores that these criteria add up to. */
export function dimensionScores(scores: CriterionScores): DimensionScores {
  const sums: Record<Dimension, number> = { dynamics: 0, objections: 0, brand: 0, outcome: 0 };
  for (const key of CRITERION_KEYS) sums[CRITERIA[key].dimension] += scores[key];
  return sums;
}

/** The QCI, 0 to 100: always this sum, never a number that somebody gives. */
export function totalScore(scores: DimensionScores): number {
  return scores.dynamics + scores.objections + scores.brand + scores.outcome;
}
