import type { Speaker, Turn } from '../../transcript/turn.ts';
import { tokensOf, type Token } from '../evidence/numerals.ts';
import { foldedWords, foldWord, wordsIn, type Word } from '../words.ts';

/** A term as it was said. */
export interface PhraseHit {
  readonly term: string;
  readonly turn: number;
  /** `text.slice(start, end)` of the turn is the term with its ending. */
  readonly start: number;
  readonly end: number;
}

/** Letters that a Cyrillic name may have more, or lose, as it is declined. Beside another word of the name a shorter one is known too. */
const MOST_ENDING = 3;
const LEAST_STEM = 4;
const LEAST_STEM_OF_SEVERAL = 3;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const VOWEL_AT_END = /[аеиоуыэюяйь]$/u;
const ADJECTIVE = /^(\p{L}{3,})(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ою|ею|ей|ых|их|ыми|ими)$/u;
/** A short word with an s is mostly another word: "boss" is no name "Bos". */
const LEAST_PLURAL = 5;

/** A term to look for: its words, and where it has a number in it its tokens, which are the same in digits and in words. */
interface Wanted {
  readonly term: string;
  readonly words: readonly string[];
  readonly tokens: readonly string[] | null;
}

const DIGIT = /^\p{Nd}$/u;

function wantedOf(term: string): Wanted {
  const words = foldedWords(term);
  const tokens = tokensOf(words).map(({ text }) => text);
  return { term, words, tokens: tokens.some((token) => DIGIT.test(token)) ? tokens : null };
}

/** Where one side says one of these terms, in order; a longer term wins over one that it holds. Case, accents, punctuation and the spelling of numbers do not count. */
export function findPhrases(turns: readonly Turn[], speaker: Speaker, terms: readonly string[]): PhraseHit[] {
  const wanted = terms
    .map(wantedOf)
    .filter(({ words }) => words.length > 0)
    .toSorted((a, b) => b.words.length - a.words.length);
  const hasNumbers = wanted.some(({ tokens }) => tokens !== null);
  return turns.flatMap((turn) => (turn.kind === 'speech' && turn.speaker === speaker ? hitsIn(turn.index, saidIn(turn.text, hasNumbers), wanted) : []));
}

/** What was said: its words as written and folded, and its tokens with the one that begins at each word. */
interface Said {
  readonly words: readonly Word[];
  readonly folded: readonly string[];
  readonly tokens: readonly Token[];
  readonly tokenAt: ReadonlyMap<number, number>;
}

function saidIn(text: string, hasNumbers: boolean): Said {
  const words = wordsIn(text);
  const folded = words.map((word) => foldWord(word.text));
  const tokens = hasNumbers ? tokensOf(folded) : [];
  return { words, folded, tokens, tokenAt: new Map(tokens.map(({ first }, at): [number, number] => [first, at]).toReversed()) };
}

function hitsIn(turn: number, said: Said, wanted: readonly Wanted[]): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (let at = 0; at < said.words.length; at += 1) {
    const found = firstAt(said, at, wanted);
    if (!found) continue;
    hits.push({ term: found.term, turn, start: said.words[at]?.start ?? 0, end: said.words[found.last]?.end ?? 0 });
    at = found.last;
  }
  return hits;
}

/** The first of these terms that stands at a word, with the last word of it. */
function firstAt(said: Said, at: number, wanted: readonly Wanted[]): { term: string; last: number } | null {
  for (const one of wanted) {
    const { term, words } = one;
    if (words.every((word, offset) => isSaid(said.folded[at + offset], word, words.length, said.words[at + offset]?.text))) return { term, last: at + words.length - 1 };
    const last = lastOfNumber(said, at, one);
    if (last !== null) return { term, last };
  }
  return null;
}

function lastOfNumber({ tokens, tokenAt, words }: Said, at: number, wanted: Wanted): number | null {
  const from = tokenAt.get(at);
  if (wanted.tokens === null || from === undefined) return null;
  const last = tokens[from + wanted.tokens.length - 1]?.last;
  // No number is cut in two: "Studio 5" is not in "Studio 54".
  if (last === undefined || tokens[from + wanted.tokens.length]?.first === tokens[from + wanted.tokens.length - 1]?.first) return null;
  const isAll = wanted.tokens.every((token, offset) => {
    const { text, first } = tokens[from + offset] ?? {};
    return DIGIT.test(token) ? text === token : isSaid(text, token, wanted.words.length, words[first ?? 0]?.text);
  });
  return isAll ? last : null;
}

/** Cyrillic words are declined; others stand as they are, but for a possessive s. */
function isSaid(said: string | undefined, wanted: string, words: number, written = ''): boolean {
  if (said === undefined) return false;
  if (said === wanted) return true;
  if (said === `${wanted}s`) return wanted.length >= LEAST_PLURAL || /['’ʼ]/.test(written);
  if (!CYRILLIC.test(wanted)) return false;
  const adjective = ADJECTIVE.exec(wanted)?.[1];
  if (adjective !== undefined && ADJECTIVE.exec(said)?.[1] === adjective) return true;
  const stem = wanted.replace(VOWEL_AT_END, '');
  return stem.length >= (words > 1 ? LEAST_STEM_OF_SEVERAL : LEAST_STEM) && said.startsWith(stem) && said.length <= stem.length + MOST_ENDING;
}
