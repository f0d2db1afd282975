import type { Turn } from './turn.ts';

/** A stretch in which nobody spoke; the indexes are the turns on its two sides. */
export type Silence = { startMs: number; endMs: number; afterIndex: number; beforeIndex: number };

/** From two seconds on a caller notices that nobody speaks. */
export const SILENCE_MS = 2000;

/** Pauses of at least `leastMs` between turns. A pause counts from the latest end so far, because turns overlap; an unknown end hides the pause behind it. */
export function silences(turns: readonly Turn[], leastMs: number = SILENCE_MS): Silence[] {
  const spoken = turns
    .flatMap((turn) => (turn.kind === 'speech' && turn.startMs !== null ? [{ index: turn.index, startMs: turn.startMs, endMs: turn.endMs }] : []))
    .toSorted((a, b) => a.startMs - b.startMs);
  const found: Silence[] = [];
  let latest: { index: number; endMs: number } | null = null;
  for (const [i, turn] of spoken.entries()) {
    if (latest !== null && turn.startMs - latest.endMs >= leastMs) {
      found.push({ startMs: latest.endMs, endMs: turn.startMs, afterIndex: latest.index, beforeIndex: turn.index });
    }
    const endMs = turn.endMs ?? spoken[i + 1]?.startMs ?? turn.startMs;
    if (latest === null || endMs >= latest.endMs) latest = { index: turn.index, endMs };
  }
  return found;
}
