/** How often two raters gave these two categories: `counts[i][j]` is the first rater's category i against the second's j. */
export type Confusion = readonly (readonly number[])[];

/** Counts pairs of categories, whole numbers from 0 up to `categories` - 1. Both lists are of one length. */
export function confusionOf(first: readonly number[], second: readonly number[], categories: number): Confusion {
  const counts = Array.from({ length: categories }, () => Array.from({ length: categories }, () => 0));
  for (const [at, row] of first.entries()) {
    const line = counts[row];
    const column = second[at];
    if (line && column !== undefined) line[column] = (line[column] ?? 0) + 1;
  }
  return counts;
}

/**
 * Cohen's kappa with quadratic weights: 1 − Σwₒ ⁄ Σwₑ with w = (i − j)², −1 to 1. Null where chance alone would leave nothing to
 * disagree about (no pairs, or both raters know one and the same category only).
 * Cohen (1968), "Weighted kappa", Psychological Bulletin 70(4). The usual divisor (k − 1)² of the weights cancels out.
 */
export function weightedKappa(confusion: Confusion): number | null {
  const rows = confusion.map((line) => line.reduce((sum, count) => sum + count, 0));
  const columns = confusion.map((_, j) => confusion.reduce((sum, line) => sum + (line[j] ?? 0), 0));
  const all = rows.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  for (const [i, line] of confusion.entries()) {
    for (const [j, count] of line.entries()) {
      const weight = (i - j) ** 2;
      observed += weight * count;
      expected += weight * (rows[i] ?? 0) * (columns[j] ?? 0);
    }
  }
  return expected === 0 ? null : 1 - (observed * all) / expected;
}
