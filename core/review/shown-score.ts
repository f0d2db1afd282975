import { bandOf, type Band, type BandThresholds } from '../qci/band.ts';
import { DIMENSIONS, type CriterionKey } from '../qci/criteria.ts';
import { dimensionField, dimensionWith, effectiveValue, judgeValue, type Scored } from '../qci/effective.ts';
import { dimensionOf, type ScorePart } from '../qci/override.ts';
import { givenValue, type ReviewDesk } from './desk.ts';
import { criteriaUnder, isDecided } from './points.ts';

/** The value of a part as it would be with what is being given now; null where it is not known. */
export function shownValue(scored: Scored, desk: ReviewDesk, part: ScorePart): number | null {
  const given = givenValue(desk) ?? desk.asking;
  if (given === null || desk.focus === null) return effectiveValue(scored, part);
  if (part === desk.focus) return given;
  const isAbove = part === dimensionOf(desk.focus) && desk.focus !== part;
  return isAbove ? dimensionWith(scored, desk.focus as CriterionKey, given) : effectiveValue(scored, part);
}

const summed = (values: readonly (number | null)[]): number | null => values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);

/** The total as it would be with what is being given now. */
export const shownTotal = (scored: Scored, desk: ReviewDesk): number | null => summed(DIMENSIONS.map((dimension) => shownValue(scored, desk, dimension)));

/** What the judge's values come to, whatever people decided since. */
export const judgeTotal = (scored: Scored): number | null => summed(DIMENSIONS.map((dimension) => judgeValue(scored, dimension)));

/** What a person who is blind to the judge has given so far: the criteria he decided, and nothing for the others. */
export const blindTotal = (scored: Scored, accepted: ReadonlySet<CriterionKey>, desk: ReviewDesk): number =>
  DIMENSIONS.reduce((total, dimension) => {
    const decided = criteriaUnder(dimension).filter((key) => isDecided(scored, accepted, key));
    const isWhole = scored.overrides[dimension] !== undefined;
    return total + (isWhole ? (scored[dimensionField(dimension)] ?? 0) : decided.reduce((sum, key) => sum + (shownValue(scored, desk, key) ?? 0), 0));
  }, 0);

/** The band of a total that is being given: the stored one stands as long as nothing is. */
export const shownBand = (stored: Band | null, total: number | null, desk: ReviewDesk, bands: BandThresholds): Band | null =>
  total === null || (givenValue(desk) ?? desk.asking) === null ? stored : bandOf(total, bands);
