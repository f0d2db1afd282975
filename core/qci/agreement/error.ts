/** A call that was scored twice: by whom it is measured against, and by whom it is measured. */
export interface ScoredPair {
  /** The AI's score, or the first person's. */
  readonly first: number;
  /** The person's score, or the second person's. */
  readonly second: number;
}

/** Mean absolute error in points; null for no pairs. */
export function meanAbsoluteError(pairs: readonly ScoredPair[]): number | null {
  return mean(pairs.map(({ first, second }) => Math.abs(second - first)));
}

/** Mean of second minus first in points: below zero, people score lower than the AI. Null for no pairs. */
export function bias(pairs: readonly ScoredPair[]): number | null {
  return mean(pairs.map(({ first, second }) => second - first));
}

/**
 * Where 95 % of the single differences lie, if they are normal: bias ± 1.96 standard deviations (n − 1). Null below two pairs.
 * Bland & Altman (1986), The Lancet 327(8476).
 */
export function limitsOfAgreement(pairs: readonly ScoredPair[]): readonly [number, number] | null {
  const middle = bias(pairs);
  if (middle === null || pairs.length < 2) return null;
  const squares = pairs.reduce((sum, { first, second }) => sum + (second - first - middle) ** 2, 0);
  const spread = 1.96 * Math.sqrt(squares / (pairs.length - 1));
  return [middle - spread, middle + spread];
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
