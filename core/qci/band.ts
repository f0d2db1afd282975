export const BANDS = ['pass', 'review', 'fail'] as const;

/** How good a call was, in three words; the column `status`. */
export type Band = (typeof BANDS)[number];

/** The least total of a pass and of a call for review. */
export interface BandThresholds {
  readonly pass: number;
  readonly review: number;
}

export const DEFAULT_THRESHOLDS: BandThresholds = { pass: 80, review: 60 };

/** The band a total falls into; what lies below both thresholds fails. */
export function bandOf(total: number, { pass, review }: BandThresholds): Band {
  if (total >= pass) return 'pass';
  return total >= review ? 'review' : 'fail';
}

/** The worse of two bands: a band may be lowered by what is known of the evidence, and is never raised. */
export function worseBand(one: Band, other: Band): Band {
  return BANDS[Math.max(BANDS.indexOf(one), BANDS.indexOf(other))] ?? 'fail';
}
