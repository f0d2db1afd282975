import { numbersIn } from '../../qci/evidence/numerals.ts';
import type { MarkerLanguage } from '../../qci/markers/language.ts';
import { lexiconOf } from '../../qci/markers/lexicon.ts';
import { compilePhrases, findHits, type Pattern } from '../../qci/markers/pattern.ts';
import type { ReadyTurn } from './ready-turn.ts';
import { joinSpans, type Span } from './spans.ts';

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;
const DIGITS = /\p{Nd}+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** "10am", "A4", "3rd" are read whole; in a longer word, or where words are not set apart, only the digits are. */
const LONGEST_WHOLE = 10;

/** What may stand between the groups of one number: "4 500", "10:30", "12.05.2026", "+7 (495) 123-45-67". */
const WITHIN = /^(?:[.,:/'’–-]|[ \u00A0\u202F]|(?: ?[()–-] ?){1,2})$/u;
const LONGEST_WITHIN = 3;

const CURRENCY = String.raw`\p{Sc}`;
const BEFORE = new RegExp(String.raw`(?:[+−]|${CURRENCY}[ \u00A0\u202F]?|[№#] ?|(?<=^|\s)-){1,2}$`, 'u');
const AFTER = new RegExp(String.raw`^(?:[–-]\p{L}{1,2}(?!\p{L}))?(?:[ \u00A0\u202F]?(?:${CURRENCY}|[%‰]|°[CF]?))?`, 'u');
const LONGEST_SIGNS = 4;
/** An area code in brackets, as in "(415) 555-0142". */
const LONGEST_CODE = 6;

/** Words that say what was counted; they are read with their number. */
const UNITS: ReadonlySet<string> = new Set(
  [
    'percent dollar dollars cents euro euros pounds bucks am pm oclock minutes hours days weeks months years',
    'процент процента процентов рубль рубля рублей копеек евро доллар доллара долларов гривен тенге минут минуты часа часов день дня дней недели недель месяца месяцев лет года',
    'ciento dolares pesos soles centimos minutos horas dias semanas meses anos',
  ].flatMap((words) => words.split(' ')),
);

/** Number words that mostly count nothing where they stand alone: "this one", "at once", "одна знакомая", "una casa". */
const RARELY_COUNT: Readonly<Record<MarkerLanguage, ReadonlySet<string>>> = {
  en: new Set(['one']),
  ru: new Set(['один', 'одна', 'одну']),
  es: new Set(['uno', 'una']),
};

/** Months by themselves; a day with its month is a marker's. The English ones that are words besides need a preposition. */
const MONTHS: Readonly<Record<MarkerLanguage, Pattern>> = {
  en: compilePhrases('january|february|april|june|july|september|october|november|december, in|of|by|since|until|till march|may|august'),
  ru: compilePhrases('январ*, феврал*, март|марта|марте, апрел*, мая|мае, июн*, июл*, август|августа|августе, сентябр*, октябр*, ноябр*, декабр*'),
  es: compilePhrases('enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre'),
};

/** Where a text holds digits, with their signs: money, times, dates, percentages, phone numbers. */
function digitSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of digitGroups(text)) {
    const last = spans.at(-1);
    const gap = last && start - last.end <= LONGEST_WITHIN ? text.slice(last.end, start) : '';
    if (last && WITHIN.test(gap)) spans[spans.length - 1] = { start: last.start, end };
    else spans.push({ start, end });
  }
  return spans.map((span) => withSigns(text, span));
}

function withSigns(text: string, { start, end }: Span): Span {
  const after = AFTER.exec(text.slice(end, end + LONGEST_SIGNS))?.[0].length ?? 0;
  if (text.charAt(start - 1) === '(' && text.slice(start, Math.min(end, start + LONGEST_CODE)).includes(')')) return { start: start - 1, end: end + after };
  const before = BEFORE.exec(text.slice(Math.max(0, start - LONGEST_SIGNS), start))?.[0].length ?? 0;
  return { start: start - before, end: end + after };
}

function digitGroups(text: string): Span[] {
  return [...text.matchAll(TOKEN)].flatMap(({ 0: token, index }) => {
    const runs = [...token.matchAll(DIGITS)].map((run) => ({ start: index + run.index, end: index + run.index + run[0].length }));
    const isWhole = runs.length > 0 && token.length <= LONGEST_WHOLE && !UNSPACED.test(token);
    return isWhole ? [{ start: index, end: index + token.length }] : runs;
  });
}

/** Where a text holds numbers in words; what a full stop or a comma parts is not one number. */
function wordSpans({ turn: { text }, ready: { words }, folded }: ReadyTurn, language: MarkerLanguage): Span[] {
  const numbers = numbersIn(folded, language);
  return numbers.flatMap(({ first, last }, at) => {
    // "two one eight" is a house, "this one" is not.
    const isAlone = !follows(words, text, numbers[at - 1]?.last, first) && !follows(words, text, last, numbers[at + 1]?.first);
    if (isAlone && first === last && RARELY_COUNT[language].has(folded[first] ?? '')) return [];
    return joinSpans(text, words.slice(first, last + 1));
  });
}

/** Whether one word directly follows another, with nothing but a space between. */
function follows(words: readonly Span[], text: string, one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other !== one + 1) return false;
  return text.slice(words[one]?.end, words[other]?.start) === ' ';
}

/** The units that follow a number. */
function unitSpans({ ready: { words }, folded }: ReadyTurn): Span[] {
  return words.filter((_, at) => UNITS.has(folded[at] ?? ''));
}

/**
 * Where a text holds something to be checked by its number: digits with their signs and units, times and dates, and in English, Russian and
 * Spanish numbers in words. In order, without overlap.
 */
export function numberSpans(said: ReadyTurn, language: MarkerLanguage | null): Span[] {
  const { text } = said.turn;
  const digits = digitSpans(text);
  if (language === null) return joinSpans(text, digits);
  const lexicon = lexiconOf(language);
  const times = [lexicon.day, lexicon.clock, MONTHS[language]].flatMap((pattern) => findHits(said.ready, pattern));
  const numbers = joinSpans(text, [...digits, ...wordSpans(said, language), ...times]);
  return withUnits(numbers, unitSpans(said));
}

/** Numbers with the unit that directly follows them; a unit alone counts nothing. */
function withUnits(numbers: readonly Span[], units: readonly Span[]): Span[] {
  const ends = new Map(units.map(({ start, end }) => [start, end]));
  return numbers.map(({ start, end }, at) => ({ start, end: Math.min(ends.get(end + 1) ?? end, numbers[at + 1]?.start ?? Infinity) }));
}
