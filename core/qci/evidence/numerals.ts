import type { MarkerLanguage } from '../markers/language.ts';

/**
 * Number words of English, Russian and Spanish, folded as `foldWord` folds them. Transcribers write a number now in words and
 * now in digits, so both become the same digits before a quote is compared.
 */
const ENGLISH: Readonly<Record<string, number>> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9,
  ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
  twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
};
const RUSSIAN: Readonly<Record<string, number>> = {
  ноль: 0, один: 1, одна: 1, одну: 1, два: 2, две: 2, три: 3, четыре: 4, пять: 5, шесть: 6, семь: 7, восемь: 8, девять: 9, десять: 10,
  одиннадцать: 11, двенадцать: 12, тринадцать: 13, четырнадцать: 14, пятнадцать: 15, шестнадцать: 16, семнадцать: 17, восемнадцать: 18, девятнадцать: 19,
  двадцать: 20, тридцать: 30, сорок: 40, пятьдесят: 50, шестьдесят: 60, семьдесят: 70, восемьдесят: 80, девяносто: 90,
  сто: 100, двести: 200, триста: 300, четыреста: 400, пятьсот: 500, шестьсот: 600, семьсот: 700, восемьсот: 800, девятьсот: 900,
  двух: 2, трех: 3, четырех: 4, пяти: 5, шести: 6, семи: 7, восьми: 8, девяти: 9, десяти: 10, одиннадцати: 11, двенадцати: 12,
  тринадцати: 13, четырнадцати: 14, пятнадцати: 15, шестнадцати: 16, семнадцати: 17, восемнадцати: 18, девятнадцати: 19,
  двадцати: 20, тридцати: 30, сорока: 40, пятидесяти: 50, шестидесяти: 60, семидесяти: 70, восьмидесяти: 80, девяноста: 90, ста: 100, двухсот: 200, трехсот: 300,
};
const SPANISH: Readonly<Record<string, number>> = {
  cero: 0, uno: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9,
  diez: 10, once: 11, doce: 12, trece: 13, catorce: 14, quince: 15, dieciseis: 16, diecisiete: 17, dieciocho: 18, diecinueve: 19,
  veinte: 20, veintiun: 21, veintiuno: 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, veintiseis: 26, veintisiete: 27, veintiocho: 28, veintinueve: 29,
  treinta: 30, cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70, ochenta: 80, noventa: 90,
  cien: 100, ciento: 100, doscientos: 200, doscientas: 200, trescientos: 300, trescientas: 300, cuatrocientos: 400, cuatrocientas: 400, quinientos: 500, quinientas: 500,
  seiscientos: 600, seiscientas: 600, setecientos: 700, setecientas: 700, ochocientos: 800, ochocientas: 800, novecientos: 900, novecientas: 900,
};

const ENGLISH_TIMES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, million: 1_000_000 };
const RUSSIAN_TIMES: Readonly<Record<string, number>> = {
  тысяча: 1000, тысячи: 1000, тысяч: 1000, тысячу: 1000, миллион: 1_000_000, миллиона: 1_000_000, миллионов: 1_000_000,
};
const SPANISH_TIMES: Readonly<Record<string, number>> = { mil: 1000, millon: 1_000_000, millones: 1_000_000 };

const UNITS: ReadonlyMap<string, number> = new Map(Object.entries({ ...ENGLISH, ...RUSSIAN, ...SPANISH }));
const TIMES: ReadonlyMap<string, number> = new Map(Object.entries({ ...ENGLISH_TIMES, ...RUSSIAN_TIMES, ...SPANISH_TIMES }));
const WORDS_OF: Readonly<Record<MarkerLanguage, ReadonlySet<string>>> = {
  en: new Set(Object.keys({ ...ENGLISH, ...ENGLISH_TIMES })),
  ru: new Set(Object.keys({ ...RUSSIAN, ...RUSSIAN_TIMES })),
  es: new Set(Object.keys({ ...SPANISH, ...SPANISH_TIMES })),
};

/** Words that stand inside a number and say nothing. */
const LINKS: ReadonlySet<string> = new Set(['and', 'y']);

/** The token between the two parts of a decimal fraction: "1.5" is not 15. */
export const DECIMAL = '.';

/** A word to compare, with the words of the text it came from. */
export interface Token {
  readonly text: string;
  /** Indexes of the first and the last word it stands for. */
  readonly first: number;
  readonly last: number;
}

/** What a number word adds to what stands before it; null where it begins a number of its own. */
function joined(before: number, value: number): number | null {
  if (before % 100 === 10) return null;
  const room = [1000, 100, 10].find((size) => before >= size && before % size === 0);
  return room !== undefined && value > 0 && value < room ? before + value : null;
}

interface Running {
  value: number;
  /** Thousands and millions that are complete already. */
  done: number;
  first: number;
  last: number;
}

/** Takes one more word into the number; null where the number ends before it. */
function extended(number: Running, word: string, at: number): Running | null {
  const times = TIMES.get(word);
  if (times !== undefined) {
    if (number.value >= times) return null;
    const value = (number.value || 1) * times;
    return times >= 1000 ? { ...number, done: number.done + value, value: 0, last: at } : { ...number, value, last: at };
  }
  const unit = UNITS.get(word);
  if (unit === undefined) return null;
  const value = number.value === 0 && number.done > 0 ? unit : joined(number.value, unit);
  return value === null ? null : { ...number, value, last: at };
}

/** Digits that a number word follows, as in "18 thousand"; longer ones are no such number. */
const FEW_DIGITS = /^[0-9]{1,6}$/;

const begun = (words: readonly string[], at: number): Running | null => {
  const word = words[at] ?? '';
  const unit = FEW_DIGITS.test(word) && TIMES.has(words[at + 1] ?? '') ? Number(word) : UNITS.get(word);
  if (unit !== undefined) return { value: unit, done: 0, first: at, last: at };
  return TIMES.get(word) === undefined ? null : extended({ value: 0, done: 0, first: at, last: at }, word, at);
};

/** Reads the number that begins at a word; null where none does. */
function numberAt(words: readonly string[], at: number): Running | null {
  let number = begun(words, at);
  if (number === null) return null;
  for (let next = at + 1; next < words.length; next += 1) {
    const word = words[next] ?? '';
    const isLink = LINKS.has(word) && extended(number, words[next + 1] ?? '', next + 1) !== null;
    if (isLink) continue;
    const longer: Running | null = extended(number, word, next);
    if (longer === null) break;
    number = longer;
  }
  return number;
}

const DIGIT_OR_REST = /\p{Nd}|\P{Nd}+/gu;

/**
 * The digits of a whole number, one token each: "613", "six one three" and "six hundred thirteen" compare alike, and so do "10am"
 * and "ten am".
 */
const pieces = (word: string, first: number, last: number): Token[] => (word.match(DIGIT_OR_REST) ?? []).map((text) => ({ text, first, last }));

/** The words of a text as tokens to compare, numbers as their digits. `words` are folded. */
export function tokensOf(words: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < words.length; ) {
    const number = numberAt(words, at);
    const last = number?.last ?? at;
    tokens.push(...pieces(number === null ? (words[at] ?? '') : String(number.done + number.value), at, last));
    at = last + 1;
  }
  return tokens;
}

/** Where numbers in words of a language stand, by the indexes of their first and last word; digits that a number word follows count with it. */
export function numbersIn(words: readonly string[], language: MarkerLanguage): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  const isOwn = (at: number): boolean => WORDS_OF[language].has(words[at] ?? '');
  for (let at = 0; at < words.length; at += 1) {
    const begins = isOwn(at) || (FEW_DIGITS.test(words[at] ?? '') && isOwn(at + 1));
    const number = begins ? numberAt(words, at) : null;
    if (number === null) continue;
    found.push({ first: number.first, last: number.last });
    at = number.last;
  }
  return found;
}
