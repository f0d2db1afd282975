import { z } from 'zod';
import { BANDS } from '../band.ts';
import { DIMENSION_MAX, DIMENSIONS, totalScore, type Dimension } from '../criteria.ts';
import { bandIndex, type DoubleScore } from './agreement.ts';
import type { BandThresholds } from '../band.ts';

/** A pair is a run against a person's review, or two people's reviews of one call. */
export const PAIR_MODES = ['ai_human', 'human_human'] as const;
export type PairMode = (typeof PAIR_MODES)[number];

const dimensionScores = z.strictObject({
  dynamics: z.int().min(0).max(DIMENSION_MAX.dynamics),
  objections: z.int().min(0).max(DIMENSION_MAX.objections),
  brand: z.int().min(0).max(DIMENSION_MAX.brand),
  outcome: z.int().min(0).max(DIMENSION_MAX.outcome),
});

/** One call that was scored twice, with who scored it and how. */
export const agreementPairSchema = z.object({
  id: z.string().min(1),
  callId: z.uuid(),
  calledAt: z.string(),
  assistantName: z.string().nullable(),
  /** When the review was completed; of two people's, the later one. */
  reviewedAt: z.string(),
  /** The first rater, where it is a person. */
  firstPerson: z.uuid().nullable(),
  secondPerson: z.uuid(),
  /** The first rater, where it is a judge, and the rubric it judged by. */
  judge: z.string().nullable(),
  rubricVersion: z.string().nullable(),
  /** Whether the machine's scores were hidden, from both where both are people. */
  blind: z.boolean(),
  /** How long the person took over his review; null between two people. */
  seconds: z.int().nonnegative().nullable(),
  first: dimensionScores,
  second: dimensionScores,
});

export type AgreementPair = z.infer<typeof agreementPairSchema>;

/** Which of the pairs are meant: a cell of the confusion (places in BANDS), one dimension, or all by their totals. */
export type PairPart = { readonly first: number; readonly second: number } | { readonly dimension: Dimension } | null;

/** What both raters gave of a part: the totals, or one dimension's points. */
export function scoresOf({ first, second }: DoubleScore, part: PairPart): { first: number; second: number } {
  if (part !== null && 'dimension' in part) return { first: first[part.dimension], second: second[part.dimension] };
  return { first: totalScore(first), second: totalScore(second) };
}

/** The pairs of a part, the widest apart first, of equal ones the latest. A dimension's are those on which the two differ at all. */
export function pairsOf<T extends AgreementPair>(pairs: readonly T[], part: PairPart, thresholds: BandThresholds): T[] {
  const gap = (pair: T): number => {
    const { first, second } = scoresOf(pair, part);
    return Math.abs(second - first);
  };
  const isMeant = (pair: T): boolean => {
    if (part === null || 'dimension' in part) return gap(pair) > 0;
    const { first, second } = scoresOf(pair, null);
    return bandIndex(first, thresholds) === part.first && bandIndex(second, thresholds) === part.second;
  };
  return pairs.filter(isMeant).toSorted((a, b) => gap(b) - gap(a) || Date.parse(b.reviewedAt) - Date.parse(a.reviewedAt));
}

/** A part as a word for an address; null is all. */
export function partName(part: PairPart): string | null {
  if (part === null) return null;
  return 'dimension' in part ? part.dimension : `${BANDS[part.first] ?? ''}-${BANDS[part.second] ?? ''}`;
}

/** The part that a word of an address names; undefined where it names none. */
export function partOf(name: string): PairPart | undefined {
  const dimension = DIMENSIONS.find((one) => one === name);
  if (dimension) return { dimension };
  const [first, second, ...rest] = name.split('-').map((word) => BANDS.findIndex((band) => band === word));
  return first === undefined || second === undefined || rest.length > 0 || first < 0 || second < 0 ? undefined : { first, second };
}
