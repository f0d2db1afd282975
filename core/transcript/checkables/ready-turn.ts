import { readyText, type ReadyText } from '../../qci/markers/pattern.ts';
import type { SpeechTurn } from '../turn.ts';

/** A turn made ready once for all that is looked for in it; folding words is most of the work. */
export interface ReadyTurn {
  readonly turn: SpeechTurn;
  readonly ready: ReadyText;
  /** Its words folded, one for each of `ready.words`. */
  readonly folded: readonly string[];
}

export function readyTurn(turn: SpeechTurn): ReadyTurn {
  const ready = readyText(turn.text);
  return { turn, ready, folded: ready.starts.map((start, at) => ready.folded.slice(start, (ready.starts[at + 1] ?? ready.folded.length) - 1)) };
}
