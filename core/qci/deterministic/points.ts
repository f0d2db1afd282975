/** A score from a sum of parts: whole, and within 0 and the maximum. */
export function points(sum: number, max: number): number {
  return Math.round(Math.min(max, Math.max(0, sum)));
}
