import { CRITERIA, CRITERION_KEYS, DIMENSIONS, type CriterionKey, type CriterionScores, type Dimension } from '../qci/criteria.ts';
import { dimensionField, effectiveValue, judgeValue, type Scored } from '../qci/effective.ts';
import { criteriaOf, dimensionOf, type ScorePart } from '../qci/override.ts';

/** The rows of the card from above: each dimension, then its criteria; brand and outcome are one row each. */
export const REVIEW_PARTS: readonly ScorePart[] = DIMENSIONS.flatMap((dimension) => [dimension, ...criteriaOf(dimension).filter((key) => key !== (dimension as string))]);

/** Whether a person has decided a criterion: given it or its dimension a value, or accepted the judge's. */
export const isDecided = (scored: Scored, accepted: ReadonlySet<CriterionKey>, key: CriterionKey): boolean =>
  accepted.has(key) || scored.overrides[key] !== undefined || scored.overrides[CRITERIA[key].dimension] !== undefined;

/** The criteria that wait for a decision, in the order of the card. */
export const undecided = (scored: Scored, accepted: ReadonlySet<CriterionKey>): CriterionKey[] => CRITERION_KEYS.filter((key) => !isDecided(scored, accepted, key));

/** The criteria that a row stands for: its own, or those of a dimension. */
export const criteriaUnder = (part: ScorePart): CriterionKey[] => (criteriaOf(dimensionOf(part)).some((key) => key === part) ? [part as CriterionKey] : criteriaOf(dimensionOf(part)));

/** Whether a row is decided: all that it stands for is. */
export const isPartDecided = (scored: Scored, accepted: ReadonlySet<CriterionKey>, part: ScorePart): boolean => criteriaUnder(part).every((key) => isDecided(scored, accepted, key));

/**
 * Points by criterion that come to a dimension's score: those of the criteria where they do; else spread over them in proportion to the
 * judge's, within each one's maximum, the rest to those with the most room, from above. A person who gives a dimension one number says nothing of its criteria.
 */
function spread(scored: Scored, dimension: Dimension): [CriterionKey, number][] {
  const keys = criteriaOf(dimension);
  const total = Math.max(0, scored[dimensionField(dimension)] ?? 0);
  const values = keys.map((key) => effectiveValue(scored, key) ?? judgeValue(scored, key) ?? 0);
  const sum = values.reduce((all, value) => all + value, 0);
  if (sum === total) return keys.map((key, n) => [key, values[n] ?? 0]);
  const most = keys.map((key) => CRITERIA[key].max as number);
  const whole = most.reduce((all, one) => all + one, 0);
  const given = keys.map((_, n) => Math.min(most[n] ?? 0, Math.floor(sum > 0 ? ((values[n] ?? 0) / sum) * total : ((most[n] ?? 0) / whole) * total)));
  for (let rest = total - given.reduce((all, one) => all + one, 0); rest > 0; rest -= 1) {
    const room = most.map((max, n) => max - (given[n] ?? 0));
    const at = room.indexOf(Math.max(...room));
    given[at] = (given[at] ?? 0) + 1;
  }
  return keys.map((key, n) => [key, given[n] ?? 0]);
}

/** What a person's review says, points by criterion: what counts now, whether he gave it or accepted it. */
export const reviewedPoints = (scored: Scored): CriterionScores => Object.fromEntries(DIMENSIONS.flatMap((dimension) => spread(scored, dimension))) as Record<CriterionKey, number>;

/** All that a person sees of the score when he decides: what counts for every part. */
export const seenValues = (scored: Scored): Partial<Record<ScorePart, number | null>> => Object.fromEntries([...REVIEW_PARTS, ...CRITERION_KEYS].map((part) => [part, effectiveValue(scored, part)]));
