/** 100 × 0.07 is a little more than 7 in binary fractions, and would be the 8th value. */
const ROUNDING = 1e-9;

/**
 * The least value that at least `share` (0 to 1) of the values do not exceed: the nearest-rank percentile. Null for no values.
 * https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share - ROUNDING) - 1))] ?? null;
}

/** The middle value, or the mean of the two in the middle. Null for no values. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
