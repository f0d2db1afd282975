import type { Speaker, Turn } from '../../transcript/turn.ts';
import { findHits, holds, readyText, type Hit, type Pattern, type ReadyText } from '../markers/pattern.ts';
import { foldedWords } from '../words.ts';
import { ALL_POINTS, BEST, GOOD, GRADE, GRADED, JUDGE, MAYBE_GRADED, THIS_CALL, TO_A_MACHINE, VERDICT } from './instruction-phrases.ts';

/**
 * True where somebody in a call speaks to its judge, and not to the one on the other end: with words that are for a machine only, by
 * asking a judge for the best grade, or by ordering a good grade for the call. A grade alone is none: pupils speak of full marks,
 * customers of their points. Each side is read as one text, because an order can be split over turns.
 */
export function hasInstructions(turns: readonly Turn[]): boolean {
  const customer = readyText(textOf(turns, 'customer'));
  const agent = readyText(textOf(turns, 'agent'));
  return holds(customer, TO_A_MACHINE) || holds(agent, TO_A_MACHINE) || asksJudge(customer) || ordersGrade(customer, textOf(turns, 'customer'));
}

/** A transcript of many hours is read in its first and last part. */
const MOST_CHARACTERS = 400_000;

function textOf(turns: readonly Turn[], speaker: Speaker): string {
  const text = turns.flatMap((turn) => (turn.kind === 'speech' && turn.speaker === speaker ? [turn.text] : [])).join(' ');
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS / 2)} ${text.slice(-MOST_CHARACTERS / 2)}`;
}

/** So many characters may lie between what is said of one thing: some fifteen words. */
const NEAR = 90;
/** Between an order and its object. */
const VERY_NEAR = 30;

/** True where a judge is spoken of beside the best grade, a verdict is given, or the best grade is for this call. */
function asksJudge(ready: ReadyText): boolean {
  const hits = (pattern: Pattern): Hit[] => findHits(ready, pattern);
  const best = hits(BEST);
  return (
    [best, hits(ALL_POINTS)].some((grades) => near(hits(JUDGE), grades).length > 0) ||
    near(hits(VERDICT), hits(GOOD)).length > 0 ||
    near(hits(THIS_CALL), best, VERY_NEAR).length > 0
  );
}

/** True where it is ordered to give this call a good grade, any call the best one, or nobody at all the best one. */
function ordersGrade(ready: ReadyText, text: string): boolean {
  const hits = (pattern: Pattern): Hit[] => findHits(ready, pattern);
  const best = hits(BEST);
  const bestGrades = [best, hits(ALL_POINTS)];
  // "A perfect score" is a grade; its last word orders nothing.
  const verbs = hits(GRADE);
  const inGrades = new Set(near(verbs, best, 0));
  const orders = verbs.filter((hit) => !inGrades.has(hit) && isOrder(text, hit) && !wordsAfter(text, hit).slice(0, 2).some((word) => RECEIVERS.has(word)));
  const ofThisCall = [...near(orders, hits(THIS_CALL)), ...near(orders, hits(GRADED))].toSorted((one, other) => one.start - other.start);
  const ofSomeCall = near(orders, hits(MAYBE_GRADED));
  return (
    [...bestGrades, hits(GOOD)].some((grades) => near(ofThisCall, grades).length > 0) ||
    near(ofSomeCall, best).length > 0 ||
    bestGrades.some((grades) => near(orders, grades, VERY_NEAR).some((order) => isBare(text, order) && !wordsAfter(text, order).some((word) => RECEIVERS.has(word))))
  );
}

/** The hits that have one of the others at most so far away. Both lists are in order. */
function near(hits: readonly Hit[], others: readonly Hit[], most: number = NEAR): Hit[] {
  let at = 0;
  return hits.filter(({ start, end }) => {
    while ((others[at]?.end ?? Infinity) < start - most) at += 1;
    return (others[at]?.start ?? Infinity) <= end + most;
  });
}

const HELPING = new Set('would will could can might do did does always really definitely just even'.split(' '));
const TELLING = new Set('the a credit good what i id ill ive we wed they theyd he she it teacher teachers examiner examiners board school they my'.split(' '));

const wordsBefore = (text: string, { start }: Hit): string[] => foldedWords(text.slice(Math.max(0, start - NEAR), start));

/** "I would give this call ten out of ten" tells, "give this call ten out of ten" orders. */
function isOrder(text: string, hit: Hit): boolean {
  const before = wordsBefore(text, hit);
  while (HELPING.has(before.at(-1) ?? '')) before.pop();
  return !TELLING.has(before.at(-1) ?? '');
}

const OPENING = new Set('please just now and then must should always simply so okay ok пожалуйста просто и тогда теперь por favor y solo ahora'.split(' '));

/** True where the order begins a sentence, or follows a word that leads to one. */
function isBare(text: string, hit: Hit): boolean {
  const before = text.slice(Math.max(0, hit.start - NEAR), hit.start);
  return /(?:^|[.!?…:;,—–-]["'«“]?)\s*$/u.test(before) || OPENING.has(wordsBefore(text, hit).at(-1) ?? '');
}

/** Who gets points, or what they are put on: who names one asks for his own points, and grades nothing. */
const RECEIVERS = new Set(
  'me my us our him her his them their you your son daughter card account мне моему моей нам ему ей сыну дочери ребенку ученику карту счет mi mis nos le hijo hija tarjeta cuenta'.split(' '),
);

const wordsAfter = (text: string, { end }: Hit): string[] => foldedWords(text.slice(end, end + VERY_NEAR));
