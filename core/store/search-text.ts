import type { CallDetail } from '../calls/call-detail.ts';
import type { CallRow } from '../calls/call-row.ts';
import { foldPlain, foldText } from '../text/fold.ts';

/** Characters of one call that are indexed; the workspace stops at the same length. */
const MAX_INDEXED = 250_000;
const SHORTEST_NUMBER = 3;
const NUMBER_LIKE = /^[+(\d][\d().+-]*$/;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const SNIPPET_BEFORE = 60;
const SNIPPET_LENGTH = 160;

/** Every ending of a phone number, so that any digits within it are the beginning of an indexed word. */
const numberEndings = (number: string | null): string => {
  const digits = (number ?? '').replaceAll(/\D/g, '').slice(0, 20);
  return Array.from({ length: Math.max(0, digits.length - SHORTEST_NUMBER + 1) }, (_, at) => digits.slice(at)).join(' ');
};

const indexed = (parts: readonly (string | null)[], number: string | null): string =>
  `${foldPlain(parts.filter((part) => part !== null).join('\n').slice(0, MAX_INDEXED))}\n${numberEndings(number)}`;

/** What a search finds a row of the list by, folded. */
export const rowSearchText = (row: CallRow): string => indexed([row.summary, row.snippet, row.assistantName], row.customerNumber);

/** What a search finds a whole call by, folded: its transcript too. */
export const detailSearchText = (call: CallDetail): string => {
  const said = call.transcript ?? call.turns.map((turn) => (turn.kind === 'speech' ? turn.text : '')).join('\n');
  return indexed([call.summary, call.assistantName, call.customerName, said], call.customerNumber);
};

const searchWords = (q: string): string[] =>
  foldPlain(q)
    .split(' ')
    .filter((word) => HAS_LETTER_OR_DIGIT.test(word));

/** FTS5 reads a string up to a NUL, so that one in it would end the expression. */
const beginsWith = (word: string): string => `"${word.replaceAll('"', '""').replaceAll('\0', ' ')}"*`;

const PLAIN_WORD = /^[\p{L}\p{N}]+$/u;
const exactly = (word: string): string => `"${word}"`;

/**
 * A typed search as an FTS5 expression: every word must begin a word of the text; digits may stand anywhere in a phone
 * number. Null where nothing in it can be searched for. Nothing typed is read as FTS5 syntax. `wordsOf` may name all words of
 * an index that begin with given letters and digits: to look for each of them is faster and finds the same.
 */
export const matchExpression = (q: string, wordsOf: (beginning: string) => readonly string[] | null = () => null): string | null => {
  const terms = searchWords(q).map((word) => {
    const digits = word.replaceAll(/\D/g, '');
    const isNumber = NUMBER_LIKE.test(word) && digits.length >= SHORTEST_NUMBER && digits !== word;
    const known = !isNumber && PLAIN_WORD.test(word) ? (wordsOf(word) ?? []) : [];
    if (known.length > 0) return `(${known.map(exactly).join(' OR ')})`;
    return isNumber ? `(${beginsWith(word)} OR ${beginsWith(digits)})` : beginsWith(word);
  });
  return terms.length === 0 ? null : terms.join(' AND ');
};

/** Whether anything is asked for. What is asked for and has no match expression (a sign, a pictogram) is found nowhere. */
export const isAsked = (q: string): boolean => q.trim() !== '';

/** Where a word of the text begins with `word`, or −1. */
const beginningOf = (text: string, word: string): number => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !HAS_LETTER_OR_DIGIT.test(text.charAt(at - 1))) return at;
  }
  return -1;
};

/** The surroundings of the first searched word in a text, or null where it does not occur. */
export const snippetOf = (text: string, q: string): string | null => {
  const folded = foldText(text.slice(0, MAX_INDEXED));
  const places = searchWords(q).map((word) => beginningOf(folded.text, word));
  const place = places.filter((at) => at >= 0).sort((a, b) => a - b)[0];
  if (place === undefined) return null;
  const from = Math.max(0, (folded.starts[place] ?? 0) - SNIPPET_BEFORE);
  const cut = text.slice(from, from + SNIPPET_LENGTH).replaceAll(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${cut}${from + SNIPPET_LENGTH < text.length ? '…' : ''}`;
};
