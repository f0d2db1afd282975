import { tokensOf } from '../evidence/numerals.ts';
import { findHits, holds, readyText, type Hit } from '../markers/pattern.ts';
import { foldedWords, foldWord, sentencesIn } from '../words.ts';
import { replyTo, says, type Reading, type SaidTurn } from './reading.ts';

/** A time both sides agreed on: the turn of the agent that names it last, and whether both a day and an hour were named. */
export interface AgreedTime {
  readonly turn: SaidTurn;
  readonly isExact: boolean;
  /** The agent says day and hour together, not as a question, and nobody refuses. */
  readonly isConfirmed: boolean;
}

/** The last time that one side named and the other took up, in this part of a call, and that nobody took back. */
export function agreedTime(reading: Reading, part: readonly SaidTurn[]): AgreedTime | null {
  const agent = part.filter(({ turn }) => turn.speaker === 'agent');
  const turn = agent.findLast((one) => !offersSeveral(reading, one) && isTakenUp(reading, one) && !isTakenBack(reading, one));
  if (turn === undefined) return null;
  const near = reading.said.slice(Math.max(0, turn.order - 3), turn.order + 4);
  const isExact = near.some(namesBoth) || (near.some((one) => says(one, 'day')) && near.some((one) => says(one, 'clock')));
  return { turn, isExact, isConfirmed: namesBoth(turn) && !asksTime(reading, turn) && !says(replyTo(reading, turn), 'refusal') };
}

const namesBoth = (one: SaidTurn): boolean => says(one, 'clock') && (says(one, 'day') || one.ready.words.some(({ text }) => TODAY.has(foldWord(text))));

/** A day beside an hour; alone it is mostly how somebody is. */
const TODAY: ReadonlySet<string> = new Set(['today', 'tonight', 'сегодня', 'hoy']);

/** So many turns back a time the customer named is still the one that is confirmed. */
const LOOK_BACK = 8;

function isTakenUp(reading: Reading, one: SaidTurn): boolean {
  const reply = replyTo(reading, one);
  if (asksTime(reading, one) && reply !== undefined && says(reply, 'agreement') && !says(reply, 'refusal', 'denial')) return true;
  const times = timeStems(reading, one);
  if (times.size === 0) return false;
  if (isRestated(reading, one, times, reply)) return true;
  const isBooking = says(one, 'booking');
  return [...reading.said.slice(Math.max(0, one.order - LOOK_BACK), one.order), ...(reply ? [reply] : [])].some(
    (other) =>
      other.turn.speaker === 'customer'
      && !says(other, 'refusal')
      && [...timeStems(reading, other, isBooking ? undefined : isSaidOutright)].some((stem) => times.has(stem)),
  );
}

/** How many turns lie between two mentions of one time by the agent. */
const RESTATED_WITHIN = 4;

/** The agent names once more the time he proposed, and nobody objects: what is repeated is what was settled. */
function isRestated(reading: Reading, one: SaidTurn, times: ReadonlySet<string>, reply: SaidTurn | undefined): boolean {
  if (reply !== undefined && says(reply, 'refusal', 'denial', 'objection')) return false;
  return reading.said
    .slice(Math.max(0, one.order - RESTATED_WITHIN), one.order)
    .some((earlier) => earlier.turn.speaker === 'agent' && [...timeStems(reading, earlier)].some((stem) => times.has(stem)));
}

/** Words are declined at their end. */
const STEM = 4;

/** The words that name a day or an hour in a turn, by their beginnings. */
function timeStems(reading: Reading, one: SaidTurn, isWanted: (text: string, hit: Hit) => boolean = () => true): Set<string> {
  const { lexicon } = reading;
  if (lexicon === null) return new Set();
  const hits = [...findHits(one.ready, lexicon.day), ...findHits(one.ready, lexicon.clock)].filter((hit) => !isNegated(one.turn.text, hit) && isWanted(one.turn.text, hit));
  return new Set(hits.flatMap(({ start, end }) => stemsOf(one.turn.text.slice(start, end))));
}

const BETWEEN_DAYS = /^,?\s*(?:and|or|to|through|till|until|и|или|либо|o|u|y|a|al|hasta)\s+(?:(?:on|the|el|los|las|в|во)\s+)?$/iu;

/** "Tuesday or Friday", "Monday to Saturday": days to choose from, or on which somebody is there. */
function offersSeveral({ lexicon }: Reading, one: SaidTurn): boolean {
  const days = lexicon === null ? [] : findHits(one.ready, lexicon.day);
  return days.some(({ start }, at) => BETWEEN_DAYS.test(one.turn.text.slice(days[at - 1]?.end ?? start, start)));
}

const NOT_BEFORE = /(?:^|[^\p{L}])(?:not|nor|не|ни|ni|no el|no)\s+(?:(?:on|at|for|в|во|на|к|el|la|los|las|a)\s+)?$/iu;
const NOT_AFTER = /^\s+(?:no|не)(?!\p{L})/iu;

/** "Not Thursday", "ни в пятницу", "el viernes no": named, and ruled out. A sign between the two says something else: "No, Thursday". */
const isNegated = (text: string, { start, end }: Hit): boolean => NOT_BEFORE.test(text.slice(Math.max(0, start - 20), start)) || NOT_AFTER.test(text.slice(end, end + 5));

/** Beginnings of words, and whole numbers in digits: "к пяти" and "в пять", "at ten" and "at 10" name one hour. */
function stemsOf(text: string): string[] {
  const numbers = new Map<number, string>();
  const words = foldedWords(text);
  for (const { text: token, first } of tokensOf(words)) if (/^\p{Nd}$/u.test(token)) numbers.set(first, (numbers.get(first) ?? '') + token);
  return [...numbers.values(), ...words.filter((word) => word.length >= 3 && tokensOf([word])[0]?.text === word).map((word) => word.slice(0, STEM))];
}

/** A question that itself names a time: "Saturday at ten?". */
function asksTime(reading: Reading, one: SaidTurn): boolean {
  const { lexicon } = reading;
  if (lexicon === null) return false;
  return sentencesIn(one.turn.text)
    .filter(({ text }) => text.includes('?'))
    .map(({ text }) => readyText(text))
    .some((text) => holds(text, lexicon.day) || holds(text, lexicon.clock));
}

/** True where what is said is no question: the sentence goes on to another sign than its mark, or to where a Spanish question begins. */
const isSaidOutright = (text: string, { end }: Hit): boolean => !/^[^.!…¿]*[?？؟]/u.test(text.slice(end));

/** A plain no in the customer's last words takes back what was agreed, unless he takes leave with thanks or a yes. */
function isTakenBack(reading: Reading, one: SaidTurn): boolean {
  const after = reading.said.slice(one.order + 1).filter(({ turn }) => turn.speaker === 'customer').slice(-2);
  const last = after.at(-1);
  return after.some((later) => says(later, 'refusal')) && !says(last, 'agreement', 'thanks');
}
