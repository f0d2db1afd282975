import type { Turn } from './turn.ts';

type Span = { turnIndex: number; startMs: number; endMs: number };

/** Speech in order of its start, with the latest end up to each, so that looking back can stop early. */
export type TimeIndex = { spans: readonly Span[]; latestEnds: readonly number[] };

/** Built once for a transcript. Tool turns and turns without times are not in it; an unknown end reaches to the next start. */
export function buildTimeIndex(turns: readonly Turn[]): TimeIndex {
  const timed = turns
    .flatMap((turn) => (turn.kind === 'speech' && turn.startMs !== null ? [{ turnIndex: turn.index, startMs: turn.startMs, endMs: turn.endMs }] : []))
    .toSorted((a, b) => a.startMs - b.startMs || a.turnIndex - b.turnIndex);
  const spans = timed.map((span, i) => ({ ...span, endMs: span.endMs ?? timed[i + 1]?.startMs ?? Infinity }));
  let latest = -Infinity;
  return { spans, latestEnds: spans.map((span) => (latest = Math.max(latest, span.endMs))) };
}

/**
 * The turn to mark at a moment of the recording: of those that sound, the one that started last; in a pause, the one that
 * started last. Null before the first.
 */
export function turnIndexAt(index: TimeIndex, ms: number): number | null {
  const last = lastStarted(index.spans, ms);
  for (let i = last; i >= 0 && (index.latestEnds[i] ?? 0) > ms; i -= 1) {
    const span = index.spans[i];
    if (span !== undefined && span.endMs > ms) return span.turnIndex;
  }
  return index.spans[last]?.turnIndex ?? null;
}

/** Where playing a turn begins, milliseconds from the start of the call; null where the source gave no time. */
export function startOfTurn(turns: readonly Turn[], turnIndex: number): number | null {
  const direct = turns[turnIndex];
  const turn = direct?.index === turnIndex ? direct : turns.find((candidate) => candidate.index === turnIndex);
  return turn?.startMs ?? null;
}

/** Position of the last span that starts at or before `ms`, -1 if none does. */
function lastStarted(spans: readonly Span[], ms: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
