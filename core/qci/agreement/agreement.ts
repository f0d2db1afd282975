import { bandOf, BANDS, type BandThresholds } from '../band.ts';
import { DIMENSION_MAX, DIMENSIONS, totalScore, type Dimension, type DimensionScores } from '../criteria.ts';
import { bootstrapInterval, type Interval } from './bootstrap.ts';
import { bias, limitsOfAgreement, meanAbsoluteError, type ScoredPair } from './error.ts';
import { confusionOf, weightedKappa, type Confusion } from './kappa.ts';

/** One call, scored twice. `first` is the AI, or one person; `second` is the person it is compared with. */
export interface DoubleScore {
  readonly first: DimensionScores;
  readonly second: DimensionScores;
}

/** Fewer pairs say nothing about a judge. */
export const LEAST_PAIRS = 30;
/** Where one band holds more than this share on either side, kappa says little however often the two agree. */
export const SKEWED = 0.9;

/** A number with its 95 % interval; both null where they are undefined. */
export interface Estimate {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** How far two raters agree in one dimension, or in all of them. Error and bias are points. */
export interface Agreement {
  readonly kappa: Estimate;
  readonly mae: Estimate;
  readonly bias: Estimate;
}

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
  const totals = pairs.map(({ first, second }) => ({ first: totalScore(first), second: totalScore(second) }));
  const bands = (score: number): number => BANDS.indexOf(bandOf(score, thresholds));
  const confusion = confusionOf(totals.map(({ first }) => bands(first)), totals.map(({ second }) => bands(second)), BANDS.length);
  const same = confusion.reduce((sum, line, band) => sum + (line[band] ?? 0), 0);
  return {
    n: pairs.length,
    isEnough: pairs.length >= LEAST_PAIRS,
    isSkewed: isSkewed(confusion, pairs.length),
    total: agreement(totals, bands, BANDS.length, seed),
    dimensions: Object.fromEntries(
      DIMENSIONS.map((dimension) => [
        dimension,
        agreement(pairs.map(({ first, second }) => ({ first: first[dimension], second: second[dimension] })), shareBand(dimension, thresholds), BANDS.length, seed),
      ]),
    ) as Record<Dimension, Agreement>,
    confusion,
    sameBand: pairs.length === 0 ? null : same / pairs.length,
    limits: limitsOfAgreement(totals),
  };
}

/** A dimension has no band of its own: it is put into the one its share of the maximum would have as a total. */
const shareBand =
  (dimension: Dimension, thresholds: BandThresholds) =>
  (score: number): number =>
    BANDS.indexOf(bandOf((score * 100) / DIMENSION_MAX[dimension], thresholds));

function agreement(pairs: readonly ScoredPair[], category: (score: number) => number, categories: number, seed: number): Agreement {
  const kappa = (drawn: readonly ScoredPair[]): number | null =>
    weightedKappa(confusionOf(drawn.map(({ first }) => category(first)), drawn.map(({ second }) => category(second)), categories));
  const estimate = (statistic: (drawn: readonly ScoredPair[]) => number | null): Estimate => ({ value: statistic(pairs), interval: bootstrapInterval(pairs, statistic, seed) });
  return { kappa: estimate(kappa), mae: estimate(meanAbsoluteError), bias: estimate(bias) };
}

function isSkewed(confusion: Confusion, n: number): boolean {
  const rows = confusion.map((line) => line.reduce((sum, count) => sum + count, 0));
  const columns = confusion.map((_, band) => confusion.reduce((sum, line) => sum + (line[band] ?? 0), 0));
  return n > 0 && [...rows, ...columns].some((count) => count > n * SKEWED);
}
