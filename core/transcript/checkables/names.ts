import { frequentWords, type MarkerLanguage } from '../../qci/markers/language.ts';
import { findPhrases } from '../../qci/metrics/phrases.ts';
import { wordsIn, type Word } from '../../qci/words.ts';
import type { ReadyTurn } from './ready-turn.ts';
import { joinSpans, type Span } from './spans.ts';

/** What names are called by besides their capitals. */
export interface KnownNames {
  /** Whole names as they are written: of the customer, of whoever speaks. */
  readonly names: readonly string[];
  /** What the rubric calls the brand. */
  readonly brandTerms: readonly string[];
}

const CAPITAL = /^\p{Lu}/u;
const SENTENCE_BEFORE = /[.!?…。！？¿¡\n]|["«“„‘(]\s*$/u;
/** After these a full stop ends no sentence, and by themselves they are nobody. */
const TITLES = new Set('mr mrs ms miss dr doctor prof st sir madam sr sra srta don dona senor senora dra г гн гжа им ул'.split(' '));
/** Written with a capital inside a sentence, and no names. */
const NO_NAMES = new Set(
  [
    'i im ill ive id ok okay yes no yeah hi hello bye thanks thank please sorry well so and but or if oh um uh ah hey sure right mr mrs ms miss mister sir madam',
    'ai vat tv pm am pin sms pdf faq gps usa eu wifi',
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december',
    'usted ustedes ud uds sr sra srta don dona si hola gracias vale bueno pues este esta',
    'вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашим вашу ваших вашими да нет ну смс пдф инн фио ндс ип ооо',
  ].flatMap((words) => words.split(' ')),
);

/** Words that stand between the parts of a name: "Teresa de la Vega". */
const PARTICLES = new Set('de del la las los van von der den al bin da dos di'.split(' '));

/** Above this share of capitals inside sentences they say nothing: titles, shouted transcripts, languages that write every noun so. */
const MOST_CAPITALS = 0.12;
/** Fewer words tell no share. */
const LEAST_WORDS = 60;
const LEAST_PART = 3;

interface Told extends Word {
  readonly folded: string;
  readonly isCapital: boolean;
  readonly isInitial: boolean;
}

function toldWords({ turn, ready, folded }: ReadyTurn): Told[] {
  return ready.words.map((word, at) => {
    const before = ready.words[at - 1];
    const gap = turn.text.slice(before?.end ?? 0, word.start);
    const followsTitle = before !== undefined && gap.startsWith('.') && (TITLES.has(folded[at - 1] ?? '') || before.text.length === 1);
    return { ...word, folded: folded[at] ?? '', isCapital: CAPITAL.test(word.text), isInitial: before === undefined || (SENTENCE_BEFORE.test(gap) && !followsTitle) };
  });
}

/**
 * Where names stand in each of these turns: words with a capital that begin no sentence and are no function words, what begins one and is
 * such a name elsewhere in the call, and what is known. In order, without overlap.
 */
export function nameSpans(turns: readonly ReadyTurn[], known: KnownNames, language: MarkerLanguage | null): Span[][] {
  const told = turns.map(toldWords);
  const isName = nameTest(told.flat(), language);
  const knownIn = knownSpans(turns, known);
  return turns.map((one, at) => joinSpans(one.turn.text, [...runsIn(one.turn.text, told[at] ?? [], isName), ...(knownIn.get(one.turn.index) ?? [])]));
}

/** What tells a name by its capital, from how the whole call is written. */
function nameTest(words: readonly Told[], language: MarkerLanguage | null): (word: Told) => boolean {
  const stop = frequentWords(language);
  const inside = words.filter(({ isInitial }) => !isInitial);
  const capitals = inside.filter(({ isCapital, folded, text }) => isCapital && text.length > 1 && !stop.has(folded) && !NO_NAMES.has(folded));
  if (inside.length >= LEAST_WORDS && capitals.length > inside.length * MOST_CAPITALS) return () => false;
  const elsewhere = new Set(capitals.map(({ folded }) => folded));
  const small = new Set(words.filter(({ isCapital }) => !isCapital).map(({ folded }) => folded));
  return ({ text, folded, isCapital, isInitial }) =>
    isCapital && text.length > 1 && !stop.has(folded) && !NO_NAMES.has(folded) && !TITLES.has(folded) && (!isInitial || (elsewhere.has(folded) && !small.has(folded)));
}

const SPACE = /^[ \u00A0-]$/u;

/** Names that follow each other are one, with the particles between them. */
function runsIn(text: string, words: readonly Told[], isName: (word: Told) => boolean): Span[] {
  const runs: Span[] = [];
  let last: Told | null = null;
  let isOpen = false;
  for (const word of words) {
    isOpen &&= last !== null && SPACE.test(text.slice(last.end, word.start));
    if (isName(word)) {
      const run = isOpen ? runs.pop() : undefined;
      runs.push({ start: run?.start ?? word.start, end: word.end });
      isOpen = true;
    } else if (!PARTICLES.has(word.folded)) isOpen = false;
    last = word;
  }
  return runs;
}

/** What is known by name: whole names and brand terms however they are written, parts of a name with their capital. */
function knownSpans(turns: readonly ReadyTurn[], { names, brandTerms }: KnownNames): Map<number, Span[]> {
  const speech = turns.map(({ turn }) => turn);
  const textOf = new Map(speech.map(({ index, text }) => [index, text]));
  const parts = names.flatMap((name) => wordsIn(name).filter(({ text }) => text.length >= LEAST_PART && CAPITAL.test(text)).map(({ text }) => text));
  const whole = new Set([...names, ...brandTerms]);
  const hits = (['agent', 'customer'] as const).flatMap((speaker) => findPhrases(speech, speaker, [...new Set([...whole, ...parts])]));
  const found = new Map<number, Span[]>();
  for (const { term, turn, start, end } of hits) {
    if (!whole.has(term) && !CAPITAL.test(textOf.get(turn)?.slice(start, start + 2) ?? '')) continue;
    const list = found.get(turn);
    if (list) list.push({ start, end });
    else found.set(turn, [{ start, end }]);
  }
  return found;
}
