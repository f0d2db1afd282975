import { buildTimeIndex, turnIndexAt } from './time-index.ts';
import type { Turn } from './turn.ts';

/** Where turns of speech begin and end, in whole milliseconds, in order and each once. */
export function turnBoundaries(turns: readonly Turn[]): number[] {
  const all = turns.flatMap((turn) => (turn.kind === 'speech' ? [turn.startMs, turn.endMs] : [])).flatMap((ms) => (ms === null ? [] : [Math.round(ms)]));
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** The boundary nearest to a moment, where one lies within reach; else the moment itself. */
export function snapTo(boundaries: readonly number[], ms: number, reachMs: number): number {
  const nearest = boundaries.reduce<number | null>((best, one) => (best === null || Math.abs(one - ms) < Math.abs(best - ms) ? one : best), null);
  return nearest !== null && Math.abs(nearest - ms) <= reachMs ? nearest : ms;
}

/** The turn that is heard at a moment, or was heard last: from where to where, in whole milliseconds. Null before the first. */
export function turnSpanAt(turns: readonly Turn[], ms: number): { startMs: number; endMs: number } | null {
  const index = buildTimeIndex(turns);
  const at = turnIndexAt(index, ms);
  const span = index.spans.find(({ turnIndex }) => turnIndex === at);
  if (!span || !Number.isFinite(span.endMs)) return null;
  return { startMs: Math.round(span.startMs), endMs: Math.round(span.endMs) };
}
