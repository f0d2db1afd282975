import { foldWord } from '../words.ts';
import { replyTo, says, type Reading, type SaidTurn } from './reading.ts';

/** Shorter words are mostly grammar. */
const LEAST_LETTERS = 4;
/** Words that begin alike are taken for one: declined and conjugated forms differ at their end. */
const STEM = 5;

/** The agent's turns that answer what the customer has just said: with one of his words, or by naming what he feels. */
export function uptakes(reading: Reading): SaidTurn[] {
  return reading.said.flatMap((one) => {
    const reply = one.turn.speaker === 'customer' ? replyTo(reading, one) : undefined;
    return reply !== undefined && takesUp(one, reply) ? [reply] : [];
  });
}

/** True where a reply shares a word with what it answers, or names what the customer feels. */
export function takesUp(one: SaidTurn, reply: SaidTurn): boolean {
  if (says(reply, 'understanding', 'apology')) return true;
  const told = stems(one);
  return [...stems(reply)].some((stem) => told.has(stem));
}

function stems({ ready }: SaidTurn): Set<string> {
  return new Set(ready.words.map(({ text }) => foldWord(text)).filter((word) => word.length >= LEAST_LETTERS).map((word) => word.slice(0, STEM)));
}
