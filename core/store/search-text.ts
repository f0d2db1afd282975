import type { CallDetail } from '../calls/call-detail.ts';
import type { CallRow } from '../calls/call-row.ts';
import { foldPlain } from '../text/fold.ts';

/** Characters of one call that are indexed; the workspace stops at the same length. */
const MAX_INDEXED = 250_000;
const SHORTEST_NUMBER = 3;
const NUMBER_LIKE = /^[+(\d][\d().+-]*$/;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const SNIPPET_BEFORE = 60;
const SNIPPET_LENGTH = 160;

/** Scripts written without spaces (Thai to Myanmar, Khmer, kana, Han): each character is a word of its own, and a run a phrase. */
const APART = String.raw`\u0E00-\u109F\u1780-\u17FF\u1950-\u1AAF\u3005-\u3007\u3040-\u30FA\u30FC-\u312F\u31A0-\u31FF\u3400-\u4DBF`
  + String.raw`\u4E00-\u9FFF\uA9E0-\uA9FF\uAA60-\uAA7F\uF900-\uFAFF\u{20000}-\u{3FFFF}`;
const APART_SIGNS = new RegExp(`[${APART}]`, 'gu');
/** A word of a text, or a character that is one, as written: joiners and soft hyphens stand inside words. */
const WRITTEN = new RegExp(String.raw`[${APART}\uFF66-\uFF9F]\p{M}*|(?:(?![${APART}])[\p{L}\p{N}])(?:(?![${APART}])[\p{L}\p{N}\p{M}\p{Cf}])*`, 'gu');
const FOLDED_WORD = /[\p{L}\p{N}\p{M}]+/gu;

const foldWords = (text: string): string => foldPlain(text.normalize('NFKC')).replaceAll(APART_SIGNS, ' $& ');

/** Every ending of a phone number, so that any digits within it are the beginning of an indexed word. */
const numberEndings = (number: string | null): string => {
  const digits = (number ?? '').replaceAll(/\D/g, '').slice(0, 20);
  return Array.from({ length: Math.max(0, digits.length - SHORTEST_NUMBER + 1) }, (_, at) => digits.slice(at)).join(' ');
};

const indexed = (parts: readonly (string | null)[], number: string | null): string =>
  `${foldWords(parts.filter((part) => part !== null).join('\n').slice(0, MAX_INDEXED))}\n${numberEndings(number)}`;

/** What a search finds a row of the list by, folded. */
export const rowSearchText = (row: CallRow): string => indexed([row.summary, row.snippet, row.assistantName], row.customerNumber);

/** What a search finds a whole call by, folded: its transcript too. */
export const detailSearchText = (call: CallDetail): string => {
  const said = call.transcript ?? call.turns.map((turn) => (turn.kind === 'speech' ? turn.text : '')).join('\n');
  return indexed([call.summary, call.assistantName, call.customerName, said], call.customerNumber);
};

/** A word or a quoted phrase of a query. The last word of it may be the beginning of one, unless its quote is closed. */
type Term = { text: string; isOpen: boolean };

const termsOf = (q: string): Term[] =>
  [...q.matchAll(/"([^"]*)("?)|([^"\s]+)/g)]
    .map(([, phrase, quote, word]) => ({ text: foldWords(phrase ?? word ?? '').replaceAll('"', ' ').trim(), isOpen: quote !== '"' }))
    .filter(({ text }) => HAS_LETTER_OR_DIGIT.test(text));

/** FTS5 reads a string up to a NUL, so that one in it would end the expression. */
const quoted = (text: string, isOpen: boolean): string => `"${text.replaceAll('\0', ' ')}"${isOpen ? '*' : ''}`;

const PLAIN_WORD = /^[\p{L}\p{N}]+$/u;

/**
 * A typed search as an FTS5 expression: every word must begin a word of the text, every phrase stand in it; digits may stand
 * anywhere in a phone number. Null where nothing in it can be searched for. Nothing typed is read as FTS5 syntax. `wordsOf` may
 * name all words of an index that begin with given letters and digits: to look for each of them is faster and finds the same.
 */
export const matchExpression = (q: string, wordsOf: (beginning: string) => readonly string[] | null = () => null): string | null => {
  const terms = termsOf(q).map(({ text, isOpen }) => {
    const digits = text.replaceAll(/\D/g, '');
    const isNumber = NUMBER_LIKE.test(text) && digits.length >= SHORTEST_NUMBER && digits !== text;
    const known = isOpen && !isNumber && PLAIN_WORD.test(text) ? (wordsOf(text) ?? []) : [];
    if (known.length > 0) return `(${known.map((word) => quoted(word, false)).join(' OR ')})`;
    return isNumber ? `(${quoted(text, isOpen)} OR ${quoted(digits, isOpen)})` : quoted(text, isOpen);
  });
  return terms.length === 0 ? null : terms.join(' AND ');
};

/** Whether anything is asked for. What is asked for and has no match expression (a sign, a pictogram) is found nowhere. */
export const isAsked = (q: string): boolean => q.trim() !== '';

/** A folded word of a text and where it is written. */
type Said = { word: string; start: number; end: number };

function* wordsOf(text: string): Generator<Said> {
  const known = new Map<string, string[]>();
  for (const { 0: written, index: start } of text.matchAll(WRITTEN)) {
    const words = known.get(written) ?? foldWords(written).match(FOLDED_WORD) ?? [];
    known.set(written, words);
    for (const word of words) yield { word, start, end: start + written.length };
  }
}

/** Whether a text that has been read thus far ends with what a term asks for. */
const endsWith = (said: readonly Said[], { words, isOpen }: { words: readonly string[]; isOpen: boolean }): boolean => {
  const first = said.length - words.length;
  return first >= 0 && words.every((word, n) => {
    const heard = said[first + n]?.word ?? '';
    return heard === word || (isOpen && n === words.length - 1 && heard.startsWith(word));
  });
};

/** Calls back for each thing the query asks for, in reading order, until the answer is false. */
const eachHit = (text: string, q: string, onHit: (hit: readonly Said[]) => boolean): void => {
  const terms = termsOf(q).map((term) => ({ words: term.text.match(FOLDED_WORD) ?? [], isOpen: term.isOpen }));
  const longest = Math.max(0, ...terms.map(({ words }) => words.length));
  const said: Said[] = [];
  for (const word of wordsOf(text)) {
    said.push(word);
    if (said.length > longest) said.shift();
    for (const term of terms) if (endsWith(said, term) && !onHit(said.slice(said.length - term.words.length))) return;
  }
};

/** Encloses in U+0002 and U+0003 what the query asks for. */
const marked = (cut: string, q: string): string => {
  const ends = new Map<number, number>();
  eachHit(cut, q, (hit) => {
    for (const { start, end } of hit) ends.set(start, end);
    return true;
  });
  const starts = [...ends.keys()].sort((a, b) => b - a);
  return starts.reduce((text, start) => {
    const end = ends.get(start) ?? start;
    return `${text.slice(0, start)}\u0002${text.slice(start, end)}\u0003${text.slice(end)}`;
  }, cut).replaceAll('\u0003\u0002', '');
};

/** The surroundings of the first thing searched for in a text, marked as the workspace marks them; null where there is none. */
export const snippetOf = (text: string, q: string): string | null => {
  let place = -1;
  eachHit(text.slice(0, MAX_INDEXED), q, ([first]) => {
    place = first?.start ?? -1;
    return false;
  });
  if (place < 0) return null;
  const from = Math.max(0, place - SNIPPET_BEFORE);
  const cut = text.slice(from, from + SNIPPET_LENGTH).replaceAll(/[\s\0-\x1F]+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${marked(cut, q)}${from + SNIPPET_LENGTH < text.length ? '…' : ''}`;
};
