import type { Speaker, SpeechTurn, Turn } from '../../transcript/turn.ts';
import type { EvidenceState } from './evidence.ts';
import type { Token } from './numerals.ts';
import { partOf, readWords, READINGS, type Part, type ReadWord } from './quote-part.ts';
import { closestRun, exactRun, LEAST_CLOSE, type Run } from './runs.ts';

/** Where a quote stands: a piece of one stored turn's text, `text.slice(start, end)`. */
export interface QuoteSpan {
  readonly turn: number;
  readonly start: number;
  readonly end: number;
}

export interface QuoteCheck {
  readonly state: EvidenceState;
  /** The words in the transcript that were meant, one piece a stored turn; empty where there are none. */
  readonly spans: readonly QuoteSpan[];
}

const NOT_FOUND: QuoteCheck = { state: 'not_found', spans: [] };

/** A transcript of hours has turns of hours; a quote is looked for in this many characters of one. */
const MOST_CHARACTERS = 200_000;
/** A longer quote is a retelling. */
const MOST_QUOTE = 2000;

/** A word of a turn, with the turn it stands in. */
type PlacedWord = ReadWord & { readonly turn: number };

/**
 * Checks one quote against the turn it names and the speaker it names. Case, accents, punctuation and the spelling of numbers do
 * not count. A sentence that a barge-in split over neighbouring rows of one speaker is looked for in all of them. Words that stand
 * exactly so in another turn of the same speaker are `close`: the quote is true, the place is not.
 */
export function verifyQuote(turns: readonly Turn[], cited: { turn: number; speaker: Speaker; quote: string }): QuoteCheck {
  const named = turns.find(({ index }) => index === cited.turn);
  if (named?.kind !== 'speech' || named.speaker !== cited.speaker || cited.quote.length > MOST_QUOTE) return NOT_FOUND;
  const parts = quoteParts(cited.quote);
  if (parts.length === 0) return NOT_FOUND;

  const own = saidIn(named);
  const beside = around(turns, named);
  const both = beside.length > 1 ? saidOf(placedWords(beside)) : null;
  const exact = exactSpans(own, parts, named) ?? (both && exactSpans(both, parts, named));
  if (exact !== null) return { state: 'verified', spans: exact };
  if (parts.reduce((sum, part) => sum + part.plain.length, 0) < LEAST_CLOSE) return NOT_FOUND;
  const close = nearSpans(own, parts) ?? (both && nearSpans(both, parts));
  return close === null ? elsewhere(turns, named, parts) : { state: 'close', spans: close };
}

/** A quote with gaps marked by dots is several quotes in this order. */
function quoteParts(quote: string): Part[] {
  return quote.split(/(?:\.\s?){3,}|…/u).map((part) => partOf(readWords(part))).filter(({ plain }) => plain.length > 0);
}

/** The turn and those of the same speaker directly beside it, with no other voice between. */
function around(turns: readonly Turn[], named: SpeechTurn): SpeechTurn[] {
  const spoken = turns.filter((turn) => turn.kind === 'speech');
  const at = spoken.indexOf(named);
  let first = at;
  let last = at;
  while (spoken[first - 1]?.speaker === named.speaker) first -= 1;
  while (spoken[last + 1]?.speaker === named.speaker) last += 1;
  return spoken.slice(Math.max(first, at - 2), Math.min(last, at + 2) + 1);
}

function placedWords(turns: readonly SpeechTurn[]): PlacedWord[] {
  return turns.flatMap((turn) => readWords(turn.text.slice(0, MOST_CHARACTERS)).map((word) => ({ ...word, turn: turn.index })));
}

/** What is looked through: words with their places, and the same read both ways. */
interface Said extends Part {
  readonly words: readonly PlacedWord[];
}

const saidOf = (words: readonly PlacedWord[]): Said => ({ words, ...partOf(words) });

/** Turns never change, and every quote of a call is looked for in the same ones: each is read once. */
const known = new WeakMap<SpeechTurn, Said>();

function saidIn(turn: SpeechTurn): Said {
  const before = known.get(turn);
  if (before) return before;
  const said = saidOf(placedWords([turn]));
  known.set(turn, said);
  return said;
}

type Finder = (tokens: readonly Token[], wanted: readonly Token[], from: number, part: number) => Run | null;

/** Finds every part in its order; null where one is missing. */
function allParts(words: readonly PlacedWord[], tokens: readonly Token[], parts: readonly (readonly Token[])[], find: Finder): QuoteSpan[] | null {
  const spans: QuoteSpan[] = [];
  let from = 0;
  for (const [at, part] of parts.entries()) {
    const run = find(tokens, part, from, at);
    if (run === null) return null;
    spans.push(...spansOf(words, tokens[run.first]?.first ?? 0, tokens[run.last]?.last ?? 0));
    from = run.last + 1;
  }
  return spans;
}

/** Where all parts stand word for word, at least one of them in the turn that is named; each part takes its turn at being that one. */
function exactSpans(said: Said, parts: readonly Part[], named: SpeechTurn): QuoteSpan[] | null {
  const { words } = said;
  for (const reading of READINGS) {
    const tokens = said[reading];
    const isHere = ({ first, last }: Run): boolean => words.slice(tokens[first]?.first, (tokens[last]?.last ?? 0) + 1).some(({ turn }) => turn === named.index);
    for (const here of parts.keys()) {
      const spans = allParts(words, tokens, parts.map((part) => part[reading]), (all, wanted, from, at) => exactRun(all, wanted, from, at === here ? isHere : undefined));
      if (spans !== null) return spans;
    }
  }
  return null;
}

/** Where all parts stand word for word or nearly so. */
function nearSpans({ words, read }: Said, parts: readonly Part[]): QuoteSpan[] | null {
  const find: Finder = (all, wanted, from) => exactRun(all, wanted, from) ?? closestRun(all, wanted, from);
  return allParts(words, read, parts.map((part) => part.read), find);
}

/** The text between two words, one piece for every turn it touches. */
function spansOf(words: readonly PlacedWord[], first: number, last: number): QuoteSpan[] {
  const touched = words.slice(first, last + 1);
  return [...new Set(touched.map(({ turn }) => turn))].map((turn) => {
    const own = touched.filter((word) => word.turn === turn);
    return { turn, start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0 };
  });
}

function elsewhere(turns: readonly Turn[], named: SpeechTurn, parts: readonly Part[]): QuoteCheck {
  for (const turn of turns) {
    if (turn.kind !== 'speech' || turn.speaker !== named.speaker || turn === named) continue;
    const found = exactSpans(saidIn(turn), parts, turn);
    if (found !== null) return { state: 'close', spans: found };
  }
  return NOT_FOUND;
}
