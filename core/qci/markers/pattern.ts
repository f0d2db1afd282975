import { foldWord, wordsIn, type Word } from '../words.ts';

/**
 * A list of phrases, set apart by commas, compiled for searching folded words. In a phrase `*` at the end of a word stands for any ending,
 * `~` for up to three words of any kind, `#` for a number in digits, and `one|two` for either word.
 */
export type Pattern = RegExp;

/** Compiles phrases; what stands in them is folded as texts are, so that they can be written as people write. */
export function compilePhrases(phrases: string): Pattern {
  const lines = phrases.split(',').map((line) => line.trim()).filter((line) => line !== '');
  return new RegExp(`(?<= )(?:${lines.map(phraseSource).join('|')})(?= )`, 'gu');
}

function phraseSource(phrase: string): string {
  const parts = phrase.split(/\s+/).map((word) => (word === '~' ? '~' : wordSource(word)));
  return parts.join(' ').replaceAll(/^(?:~ )+|(?: ~)+$/g, '').replaceAll(/ ~(?= )/g, '(?: [^ ]+){0,3}?');
}

function wordSource(word: string): string {
  if (word === '#') return String.raw`\p{Nd}+`;
  if (word.includes('|')) return `(?:${word.split('|').map(wordSource).join('|')})`;
  const isStem = word.endsWith('*');
  return `${wordsIn(isStem ? word.slice(0, -1) : word).map(({ text }) => foldWord(text)).join(' ')}${isStem ? '[^ ]*' : ''}`;
}

/** A text made ready for patterns: its words folded, a space around each, and the way back to the text. */
export interface ReadyText {
  readonly folded: string;
  readonly words: readonly Word[];
  /** Where each word begins in `folded`. */
  readonly starts: readonly number[];
}

/** Makes a text ready once for all the patterns that are tried on it. */
export function readyText(text: string): ReadyText {
  const words = wordsIn(text);
  const starts: number[] = [];
  let folded = ' ';
  for (const word of words) {
    starts.push(folded.length);
    folded += `${foldWord(word.text)} `;
  }
  return { folded, words, starts };
}

/** Where a pattern was found: `text.slice(start, end)` of the text as written. */
export interface Hit {
  readonly start: number;
  readonly end: number;
}

/** Every place a pattern stands at, in order. */
export function findHits(text: ReadyText, pattern: Pattern): Hit[] {
  const hits: Hit[] = [];
  let at = 0;
  for (const match of text.folded.matchAll(pattern)) {
    while ((text.starts[at] ?? Infinity) < match.index) at += 1;
    const from = text.words[at];
    while ((text.starts[at + 1] ?? Infinity) < match.index + match[0].length) at += 1;
    const to = text.words[at];
    if (from && to) hits.push({ start: from.start, end: to.end });
  }
  return hits;
}

/** True where a pattern stands anywhere in a text. */
export function holds(text: ReadyText, pattern: Pattern): boolean {
  pattern.lastIndex = 0;
  return text.folded.search(pattern) !== -1;
}
