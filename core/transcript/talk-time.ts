import type { Speaker, Turn } from './turn.ts';

/** Seconds each side spoke; null for a side none of whose turns has both times. */
export function talkTime(turns: readonly Turn[]): Record<Speaker, number | null> {
  const side = (speaker: Speaker) => spokenSeconds(turns.filter((turn) => turn.kind === 'speech' && turn.speaker === speaker));
  return { agent: side('agent'), customer: side('customer') };
}

/** Seconds covered by these turns together: where two overlap the time counts once. Null where none has both times. */
export function spokenSeconds(turns: readonly Turn[]): number | null {
  const spans = turns
    .flatMap(({ startMs, endMs }) => (startMs === null || endMs === null ? [] : [{ startMs, endMs }]))
    .toSorted((a, b) => a.startMs - b.startMs);
  if (spans.length === 0) return null;
  let total = 0;
  let covered = 0;
  for (const { startMs, endMs } of spans) {
    total += Math.max(0, endMs - Math.max(startMs, covered));
    covered = Math.max(covered, endMs);
  }
  return total / 1000;
}
