import type { Speaker, Turn } from '../../transcript/turn.ts';
import { countWords } from '../words.ts';

/** A stretch in which one side alone spoke. */
export interface Monologue {
  readonly speaker: Speaker;
  /** Indexes of its first and last turn. */
  readonly firstTurn: number;
  readonly lastTurn: number;
  readonly words: number;
  /** From its first word to its last; null where a time is missing. */
  readonly durationMs: number | null;
}

/** The longest stretch without a word of the other side: by time where every stretch has times, else by words. Null for an empty call. */
export function longestMonologue(turns: readonly Turn[]): Monologue | null {
  const all = monologues(turns);
  const byTime = all.every(({ durationMs }) => durationMs !== null);
  const size = (one: Monologue): number => (byTime ? (one.durationMs ?? 0) : one.words);
  return all.reduce<Monologue | null>((longest, one) => (longest === null || size(one) > size(longest) ? one : longest), null);
}

/** Every stretch of one speaker, in order. A tool between two turns does not end it; a turn without words does not either. */
function monologues(turns: readonly Turn[]): Monologue[] {
  const found: Monologue[] = [];
  let startMs: number | null = null;
  for (const turn of turns) {
    const words = turn.kind === 'speech' ? countWords(turn.text) : 0;
    if (turn.kind !== 'speech' || words === 0) continue;
    const last = found.at(-1);
    const goesOn = last?.speaker === turn.speaker;
    if (!goesOn) startMs = turn.startMs;
    const durationMs = startMs === null || turn.endMs === null ? null : Math.max(0, turn.endMs - startMs);
    const one = { speaker: turn.speaker, firstTurn: turn.index, lastTurn: turn.index, words, durationMs };
    if (goesOn) found[found.length - 1] = { ...one, firstTurn: last.firstTurn, words: last.words + words, durationMs: durationMs === null ? null : Math.max(durationMs, last.durationMs ?? 0) };
    else found.push(one);
  }
  return found;
}
