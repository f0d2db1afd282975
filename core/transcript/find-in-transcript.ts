import { foldPlain, foldText } from '../text/fold.ts';
import type { Turn } from './turn.ts';

/** A find: the turn's index and the range in its text as it is shown, in UTF-16 units, end exclusive. */
export type TranscriptMatch = { turnIndex: number; start: number; end: number };

/** Every place where the query stands in what was said, case and accents aside, in reading order and without overlap. */
export function findInTranscript(turns: readonly Turn[], query: string): TranscriptMatch[] {
  const needle = foldPlain(query.trim());
  if (needle === '') return [];
  return turns.flatMap((turn) => (turn.kind === 'speech' ? rangesOf(needle, turn.text).map((range) => ({ turnIndex: turn.index, ...range })) : []));
}

/** The ranges of an already folded needle in a text; each covers whole signs of the original. */
function rangesOf(needle: string, text: string): { start: number; end: number }[] {
  const folded = foldText(text);
  const ranges: { start: number; end: number }[] = [];
  let position = folded.text.indexOf(needle);
  while (position !== -1) {
    const start = folded.starts[position] ?? 0;
    const end = folded.ends[position + needle.length - 1] ?? text.length;
    if (start >= (ranges.at(-1)?.end ?? 0)) ranges.push({ start, end });
    position = folded.text.indexOf(needle, position + needle.length);
  }
  return ranges;
}
