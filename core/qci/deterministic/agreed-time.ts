import { findHits, holds, readyText } from '../markers/pattern.ts';
import { foldedWords, sentencesIn } from '../words.ts';
import { replyTo, says, type Reading, type SaidTurn } from './reading.ts';

/** A time both sides agreed on: the turn of the agent that names it last, and whether both a day and an hour were named. */
export interface AgreedTime {
  readonly turn: SaidTurn;
  readonly isExact: boolean;
}

/** The last time that one side named and the other took up, in this part of a call, and that nobody took back. */
export function agreedTime(reading: Reading, part: readonly SaidTurn[]): AgreedTime | null {
  const agent = part.filter(({ turn }) => turn.speaker === 'agent');
  const turn = agent.findLast((one) => isTakenUp(reading, one) && !isTakenBack(reading, one));
  if (turn === undefined) return null;
  const near = reading.said.slice(Math.max(0, turn.order - 3), turn.order + 4);
  return { turn, isExact: near.some((one) => says(one, 'day')) && near.some((one) => says(one, 'clock')) };
}

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
      && (isBooking || !isQuestion(other))
      && !says(other, 'refusal')
      && [...timeStems(reading, other)].some((stem) => times.has(stem)),
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
function timeStems(reading: Reading, one: SaidTurn): Set<string> {
  const { lexicon } = reading;
  if (lexicon === null) return new Set();
  const hits = [...findHits(one.ready, lexicon.day), ...findHits(one.ready, lexicon.clock)];
  return new Set(hits.flatMap(({ start, end }) => foldedWords(one.turn.text.slice(start, end))).filter((word) => word.length >= 3).map((word) => word.slice(0, STEM)));
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

const isQuestion = (one: SaidTurn | undefined): boolean => /[?？؟]/u.test(one?.turn.text.trim().slice(-2) ?? '');

/** A plain no in the customer's last words takes back what was agreed, unless he takes leave with thanks or a yes. */
function isTakenBack(reading: Reading, one: SaidTurn): boolean {
  const after = reading.said.slice(one.order + 1).filter(({ turn }) => turn.speaker === 'customer').slice(-2);
  const last = after.at(-1);
  return after.some((later) => says(later, 'refusal')) && !says(last, 'agreement', 'thanks');
}
