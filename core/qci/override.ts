import { CRITERIA, CRITERION_KEYS, DIMENSION_MAX, DIMENSIONS, type CriterionKey, type Dimension } from './criteria.ts';

/** Why a person gives another value than the judge, in the order of the keys 1 to 6. */
export const OVERRIDE_REASONS = ['wrong_quote', 'missed_moment', 'rubric_unclear', 'transcription_error', 'policy', 'other'] as const;

export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** What a person can give a value of his own: a dimension, or a criterion of one. Brand and outcome have one criterion each and are both. */
export type ScorePart = Dimension | CriterionKey;

export const SCORE_PARTS: readonly ScorePart[] = [...new Set<ScorePart>([...DIMENSIONS, ...CRITERION_KEYS])];

const isDimension = (part: ScorePart): part is Dimension => part in DIMENSION_MAX;

/** The most points a part can earn. */
export const partMax = (part: ScorePart): number => (isDimension(part) ? DIMENSION_MAX[part] : CRITERIA[part].max);

/** The dimension that a part belongs to; its own where it is one. */
export const dimensionOf = (part: ScorePart): Dimension => (isDimension(part) ? part : CRITERIA[part].dimension);

/** How the workspace's function names a part: as a criterion only where it is no dimension. */
export const namedPart = (part: ScorePart): { dimension: Dimension } | { criterion: CriterionKey } => (isDimension(part) ? { dimension: part } : { criterion: part });

/** The criteria of a dimension, in the order of the screen. */
export const criteriaOf = (dimension: Dimension): CriterionKey[] => CRITERION_KEYS.filter((key) => CRITERIA[key].dimension === dimension);
