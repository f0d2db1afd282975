import { bandOf, BANDS, type BandThresholds } from '../band.ts';
import { DIMENSION_MAX, DIMENSIONS, totalScore, type Dimension, type DimensionScores } from '../criteria.ts';
import { limitsOfAgreement, type ScoredPair } from './error.ts';
import { agreementIn, drawnAgreements, type Agreement } from './estimate.ts';
import type { Confusion } from './kappa.ts';
import { confusionIn, scaleOf, wholeTally, type Scale } from './scale.ts';

/** One call, scored twice. `first` is the AI, or one person; `second` is the person it is compared with. */
export interface DoubleScore {
  readonly first: DimensionScores;
  readonly second: DimensionScores;
}

/** Fewer pairs say nothing about a judge. */
export const LEAST_PAIRS = 30;
/** Where one band holds more than this share on either side, kappa says little however often the two agree. */
export const SKEWED = 0.9;

export interface AgreementReport {
  readonly n: number;
  /** False below 30 pairs: what is said then is shown as too little to go by. */
  readonly isEnough: boolean;
  /** True where nearly all calls are of one band. */
  readonly isSkewed: boolean;
  readonly total: Agreement;
  readonly dimensions: Readonly<Record<Dimension, Agreement>>;
  /** Rows are the first rater's bands, columns the second's, from pass to fail. */
  readonly confusion: Confusion;
  /** Share of calls, 0 to 1, on whose band both agree; null for none. */
  readonly sameBand: number | null;
  readonly limits: readonly [number, number] | null;
}

/** Kappa on bands, error and bias on totals and on each dimension, with intervals; `seed` makes them the same each time. */
export function agreementOf(pairs: readonly DoubleScore[], thresholds: BandThresholds, seed: number): AgreementReport {
  const steps = agreementInSteps(pairs, thresholds, seed);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps of a millisecond, each of which yields the share of the work that is done, 0 to 1. */
export function* agreementInSteps(pairs: readonly DoubleScore[], thresholds: BandThresholds, seed: number): Generator<number, AgreementReport> {
  return reportOf(pairs, thresholds, yield* drawnAgreements(scalesOf(pairs, thresholds), seed));
}

/** The same without intervals, at once. */
export function plainAgreement(pairs: readonly DoubleScore[], thresholds: BandThresholds): AgreementReport {
  return reportOf(pairs, thresholds, scalesOf(pairs, thresholds).map(agreementIn));
}

/** The total alone with its intervals, in steps: for a part of the pairs in a table beside others. */
export function* totalInSteps(pairs: readonly DoubleScore[], thresholds: BandThresholds, seed: number): Generator<number, Agreement> {
  const scale = totalScale(pairs, thresholds);
  const [total] = yield* drawnAgreements([scale], seed);
  return total ?? agreementIn(scale);
}

/** The total alone, without intervals. */
export const plainTotal = (pairs: readonly DoubleScore[], thresholds: BandThresholds): Agreement => agreementIn(totalScale(pairs, thresholds));

/** The band a total has by these thresholds, as its place in BANDS. */
export const bandIndex = (total: number, thresholds: BandThresholds): number => BANDS.indexOf(bandOf(total, thresholds));

const totalsOf = (pairs: readonly DoubleScore[]): ScoredPair[] => pairs.map(({ first, second }) => ({ first: totalScore(first), second: totalScore(second) }));

function totalScale(pairs: readonly DoubleScore[], thresholds: BandThresholds): Scale {
  return scaleOf(totalsOf(pairs), (score) => bandIndex(score, thresholds), BANDS.length);
}

/** The total's scale, and those of the dimensions in their order. */
function scalesOf(pairs: readonly DoubleScore[], thresholds: BandThresholds): Scale[] {
  const ofDimension = (dimension: Dimension): Scale =>
    scaleOf(pairs.map(({ first, second }) => ({ first: first[dimension], second: second[dimension] })), shareBand(dimension, thresholds), BANDS.length);
  return [totalScale(pairs, thresholds), ...DIMENSIONS.map(ofDimension)];
}

/** A dimension has no band of its own: it is put into the one its share of the maximum would have as a total. */
const shareBand =
  (dimension: Dimension, thresholds: BandThresholds) =>
  (score: number): number =>
    bandIndex((score * 100) / DIMENSION_MAX[dimension], thresholds);

function reportOf(pairs: readonly DoubleScore[], thresholds: BandThresholds, agreements: readonly Agreement[]): AgreementReport {
  const confusion = confusionIn(wholeTally(totalScale(pairs, thresholds)), BANDS.length);
  const same = confusion.reduce((sum, line, band) => sum + (line[band] ?? 0), 0);
  const [total, ...dimensions] = agreements as [Agreement, ...Agreement[]];
  return {
    n: pairs.length,
    isEnough: pairs.length >= LEAST_PAIRS,
    isSkewed: isSkewed(confusion, pairs.length),
    total,
    dimensions: Object.fromEntries(DIMENSIONS.map((dimension, at) => [dimension, dimensions[at]])) as Record<Dimension, Agreement>,
    confusion,
    sameBand: pairs.length === 0 ? null : same / pairs.length,
    limits: limitsOfAgreement(totalsOf(pairs)),
  };
}

function isSkewed(confusion: Confusion, n: number): boolean {
  const rows = confusion.map((line) => line.reduce((sum, count) => sum + count, 0));
  const columns = confusion.map((_, band) => confusion.reduce((sum, line) => sum + (line[band] ?? 0), 0));
  return n > 0 && [...rows, ...columns].some((count) => count > n * SKEWED);
}
