import { foldWord, wordsIn, type Word } from '../words.ts';
import { DECIMAL, tokensOf, type Token } from './numerals.ts';

/** A word that may be the whole part of a decimal fraction, which goes on in the next word. */
export interface ReadWord extends Word {
  readonly isDecimal: boolean;
}

/** A piece of text, read as it is written and with its numbers as digits. */
export interface Part {
  readonly plain: readonly Token[];
  readonly read: readonly Token[];
}

export const READINGS = ['plain', 'read'] as const;

/** The words of a text, with the fractions among its numbers. */
export function readWords(text: string): ReadWord[] {
  const words = wordsIn(text);
  return words.map((word, at) => ({ ...word, isDecimal: isDecimal(text, word, words[at + 1]) }));
}

const DIGITS = /^\p{Nd}+$/u;
const LAST_HOUR = 24;
const LAST_MINUTE = 59;

/** "1.5" and "9,99" are fractions; "10.30" may be an hour, and "1.500" a thousand. */
function isDecimal(text: string, { text: whole, end }: Word, next: Word | undefined): boolean {
  if (next?.start !== end + 1 || !/[.,]/.test(text.charAt(end)) || !DIGITS.test(whole) || !DIGITS.test(next.text)) return false;
  return next.text.length === 1 || (next.text.length === 2 && (Number(whole) > LAST_HOUR || Number(next.text) > LAST_MINUTE));
}

/** Makes words ready to be compared. */
export function partOf(words: readonly ReadWord[]): Part {
  const folded = words.map(({ text }) => foldWord(text));
  const read = tokensOf(folded).flatMap((token, at, all): Token[] => {
    const isPoint = words[token.last]?.isDecimal === true && all[at + 1]?.first !== token.first;
    return isPoint ? [token, { text: DECIMAL, first: token.first, last: token.last }] : [token];
  });
  return { plain: folded.map((text, at) => ({ text, first: at, last: at })), read };
}
