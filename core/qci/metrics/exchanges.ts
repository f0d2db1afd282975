import { mergeForDisplay, type DisplayTurn } from '../../transcript/merge-for-display.ts';
import type { Speaker, Turn } from '../../transcript/turn.ts';
import { countWords } from '../words.ts';

type Spoken = Extract<DisplayTurn, { kind: 'speech' }>;

/** Sources place the two sides some 0.2 s apart: an overlap up to here is how they count, not how people spoke. */
export const CUT_IN_MS = 200;
/** One word into another's sentence is a sign of listening. */
const LEAST_WORDS = 2;

/** A turn as it follows the one before: how long after it, in milliseconds, or that it cuts in. */
export interface Timing {
  /** From the end of the customer's turn to the agent's first word; null for any other turn. */
  readonly latencyMs: number | null;
  readonly cutsIn: boolean;
}

const NO_TIMING: Timing = { latencyMs: null, cutsIn: false };

/** How a turn follows the one before it. Overlaps are never a latency of 0. */
export function timingOf(turn: Spoken, before: Spoken | null): Timing {
  if (before === null || before.speaker === turn.speaker || before.endMs === null || turn.startMs === null) return NO_TIMING;
  const gap = turn.startMs - before.endMs;
  // Who began before the other did was there first, in whatever order the source lists them.
  if (gap < -CUT_IN_MS) return { latencyMs: null, cutsIn: before.startMs === null || turn.startMs >= before.startMs };
  return { latencyMs: turn.speaker === 'agent' && gap >= 0 ? gap : null, cutsIn: false };
}

/** A word thrown in ends before the turn it was thrown into: what comes next follows that turn, not the word. */
const endsBefore = (turn: Spoken, before: Spoken | null): boolean => turn.endMs !== null && (before?.endMs ?? -1) > turn.endMs;

/** Where one side began to speak before the other had ended. */
export interface Interruption {
  readonly by: Speaker;
  /** Index of the turn that cuts in. */
  readonly turn: number;
}

/** Everything the order of the turns tells, computed from their times; empty where they have none. */
export interface Exchanges {
  readonly latenciesMs: readonly number[];
  readonly interruptions: readonly Interruption[];
}

/** Latencies of the agent's answers and interruptions each way. A turn cuts in when it has two words or more and starts over 0.2 s early; one without words is none. */
export function exchanges(turns: readonly Turn[]): Exchanges {
  const latenciesMs: number[] = [];
  const interruptions: Interruption[] = [];
  let before: Spoken | null = null;
  for (const turn of mergeForDisplay(turns.filter((turn) => turn.kind === 'speech' && countWords(turn.text) > 0))) {
    if (turn.kind !== 'speech') continue;
    const { latencyMs, cutsIn } = timingOf(turn, before);
    if (latencyMs !== null) latenciesMs.push(latencyMs);
    if (cutsIn && countWords(turn.text) >= LEAST_WORDS) interruptions.push({ by: turn.speaker, turn: turn.indexes[0] ?? 0 });
    if (!endsBefore(turn, before)) before = turn;
  }
  return { latenciesMs, interruptions };
}
