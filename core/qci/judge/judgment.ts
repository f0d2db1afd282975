import type { OutcomeTier } from '../../calls/outcome-tier.ts';
import type { Band } from '../band.ts';
import type { CriterionKey, DimensionScores } from '../criteria.ts';
import type { CitedEvidence, Evidence } from '../evidence/evidence.ts';

/** What a judge says of one criterion, before anything is checked. */
export interface CriterionOpinion {
  readonly score: number;
  /** One or two sentences. */
  readonly reason: string;
  readonly evidence: readonly CitedEvidence[];
}

/** A moment a judge points at: the turn it begins with, and a few words. */
export interface PointedMoment {
  readonly turn: number;
  readonly label: string;
}

/** What a judge says of a call, before anything is checked. */
export interface Opinion {
  readonly criteria: Readonly<Record<CriterionKey, CriterionOpinion>>;
  readonly tier: OutcomeTier;
  readonly coachingTips: readonly string[];
  readonly keyMoments: readonly PointedMoment[];
}

/** Why a score is not the one the judge gave. */
export const CLAMPS = ['range', 'computed', 'no_mention', 'unverified', 'outside_tier'] as const;

export type Clamp = (typeof CLAMPS)[number];

/** A criterion after the checks. */
export interface JudgedCriterion {
  readonly score: number;
  readonly max: number;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** What the judge gave, where the score is another one, and why. */
  readonly clamped: { readonly from: number; readonly by: Clamp } | null;
}

/** Why a band is worse than its total would make it. */
export const DOUBTS = ['unverified_pass', 'instructions', 'judges_differ', 'no_evidence'] as const;

export type Doubt = (typeof DOUBTS)[number];

/** A score as it is kept: checked, summed, banded. */
export interface Judgment {
  readonly scores: DimensionScores;
  readonly total: number;
  readonly band: Band;
  readonly criteria: Readonly<Record<CriterionKey, JudgedCriterion>>;
  readonly tier: OutcomeTier;
  readonly coachingTips: readonly string[];
  readonly keyMoments: readonly PointedMoment[];
  readonly doubts: readonly Doubt[];
}
