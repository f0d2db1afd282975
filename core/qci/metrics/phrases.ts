import type { Speaker, Turn } from '../../transcript/turn.ts';
import { foldWord, wordsIn, type Word } from '../words.ts';

/** A term as it was said. */
export interface PhraseHit {
  readonly term: string;
  readonly turn: number;
  /** `text.slice(start, end)` of the turn is the term with its ending. */
  readonly start: number;
  readonly end: number;
}

/** Letters that a Cyrillic name may have more, or lose, as it is declined. */
const MOST_ENDING = 3;
const LEAST_STEM = 4;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const VOWEL_AT_END = /[аеиоуыэюяйь]$/u;

/** Where one side says one of these terms, in order; a longer term wins over one that it holds. Case, accents and punctuation do not count. */
export function findPhrases(turns: readonly Turn[], speaker: Speaker, terms: readonly string[]): PhraseHit[] {
  const wanted = terms
    .map((term) => ({ term, words: wordsIn(term).map(({ text }) => foldWord(text)) }))
    .filter(({ words }) => words.length > 0)
    .toSorted((a, b) => b.words.length - a.words.length);
  return turns.flatMap((turn) => (turn.kind === 'speech' && turn.speaker === speaker ? hitsIn(turn.index, wordsIn(turn.text), wanted) : []));
}

function hitsIn(turn: number, said: readonly Word[], wanted: readonly { term: string; words: readonly string[] }[]): PhraseHit[] {
  const folded = said.map(({ text }) => foldWord(text));
  const hits: PhraseHit[] = [];
  for (let at = 0; at < said.length; at += 1) {
    const found = wanted.find(({ words }) => words.every((word, offset) => isSaid(folded[at + offset], word)));
    if (!found) continue;
    const last = at + found.words.length - 1;
    hits.push({ term: found.term, turn, start: said[at]?.start ?? 0, end: said[last]?.end ?? 0 });
    at = last;
  }
  return hits;
}

/** Cyrillic words are declined; others stand as they are, but for a possessive s. */
function isSaid(said: string | undefined, wanted: string): boolean {
  if (said === undefined) return false;
  if (said === wanted || said === `${wanted}s`) return true;
  if (!CYRILLIC.test(wanted)) return false;
  const stem = wanted.replace(VOWEL_AT_END, '');
  return stem.length >= LEAST_STEM && said.startsWith(stem) && said.length <= stem.length + MOST_ENDING;
}
