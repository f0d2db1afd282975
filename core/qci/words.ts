import { foldPlain } from '../text/fold.ts';

/** A word with its place in the text it was read from: `text.slice(start, end)` is the word as written. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A word, with apostrophes, soft hyphens and joiners inside; a hyphen ends it. Each sign of a script written without spaces is one.
 * The modifier apostrophe and the Arabic stretch are letters by their class, but no words: nothing would be left of them when folded.
 */
const WORD =
  /(?=[\p{L}\p{N}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?![\u02BC\u0640])[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[\u00AD\u200B-\u200D\u2060\uFEFF])*(?:['’ʼ][\p{L}\p{M}]+)*/gu;

/** The words of a text as written, in order. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** The words of a text, folded for comparing: case, accents and apostrophes do not count. */
export function foldedWords(text: string): string[] {
  return wordsIn(text).map((word) => foldWord(word.text));
}

/** One word folded for comparing. */
export function foldWord(word: string): string {
  return foldPlain(word).replaceAll(/['’ʼ]/g, '');
}

/** A sentence with its place in the text. */
export type Sentence = Word;

/** A point between two digits ends none: "3.5", "10.30". */
const SENTENCE = /(?:[^.!?…。！？؟]|(?<=\p{Nd})\.(?=\p{Nd}))+[.!?…。！？؟]*["'»”’)]*/gu;

/** The sentences of a text, trimmed; a text without marks is one. Abbreviations may split one: what reads them must not mind. */
export function sentencesIn(text: string): Sentence[] {
  return [...text.matchAll(SENTENCE)].flatMap((match) => {
    const written = match[0].trim();
    if (!/[\p{L}\p{N}]/u.test(written)) return [];
    const start = match.index + match[0].indexOf(written);
    return [{ text: written, start, end: start + written.length }];
  });
}
