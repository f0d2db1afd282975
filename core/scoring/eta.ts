/** How many of the last calls tell the pace. */
const WINDOW = 200;

/** When calls of a batch got their outcome (epoch ms), the latest last. */
export const withOutcome = (times: readonly number[], atMs: number): number[] => [...times.slice(1 - WINDOW), atMs];

/**
 * Seconds until the rest has an outcome too, by the pace of the last ones and with the time since; null where fewer than
 * three say nothing yet.
 */
export function secondsLeft(times: readonly number[], left: number, nowMs: number): number | null {
  const [first] = times;
  if (first === undefined || times.length < 3) return left === 0 ? 0 : null;
  const span = Math.max(1, nowMs - first);
  return Math.round((left * span) / (times.length - 1) / 1000);
}
