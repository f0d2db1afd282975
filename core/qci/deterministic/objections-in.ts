import { replyTo, says, type Reading, type SaidTurn } from './reading.ts';

/** Resistance of the customer, and the agent's answer to it. */
export interface Objection {
  readonly turn: SaidTurn;
  readonly isRefusal: boolean;
  readonly reply: SaidTurn | undefined;
  /** How hard the answer presses on, 0 to 1. */
  readonly pressing: number;
}

/** Where the customer resists: a plain no, doubt, price, time, anger. */
export function objectionsIn(reading: Reading): Objection[] {
  return reading.said
    .filter((one) => one.turn.speaker === 'customer' && isResistance(reading, one))
    .map((turn) => {
      const reply = replyTo(reading, turn);
      const isRefusal = says(turn, 'refusal');
      return { turn, isRefusal, reply, pressing: reply === undefined ? 0 : pressingOf(reading, reply, isRefusal) };
    });
}

/** A no to a question is resistance only where the agent wants something: it asks or proposes. */
function isResistance(reading: Reading, one: SaidTurn): boolean {
  if (says(one, 'refusal', 'objection', 'anger')) return true;
  const before = reading.said[one.order - 1];
  return says(one, 'denial') && before !== undefined && before.turn.speaker === 'agent' && says(before, 'offer', 'pressure', 'booking', 'clock');
}

/** How hard an answer presses: urging words and what was said before count whole, another question or date without understanding half. */
function pressingOf(reading: Reading, reply: SaidTurn, isRefusal: boolean): number {
  if (says(reply, 'rude')) return 1;
  if (says(reply, 'lettingGo')) return 0;
  const isUnderstood = says(reply, 'understanding', 'apology');
  if (repeats(reading, reply)) return 1;
  if (says(reply, 'pressure')) return isUnderstood ? 0.6 : 1;
  const asksOn = reply.turn.text.includes('?') || says(reply, 'day', 'clock');
  return asksOn ? (isRefusal ? 0.7 : 0.25) * (isUnderstood ? 0.6 : 1) : 0;
}

const repeats = (reading: Reading, one: SaidTurn): boolean => reading.metrics.repetitions.some(({ sentence }) => sentence.turn === one.turn.index);

/** Plain refusals that the agent went on after, so that the customer had to resist again. */
export function ignoredRefusals(objections: readonly Objection[]): number {
  return objections.filter(({ isRefusal, pressing }, at) => isRefusal && pressing >= 0.4 && at < objections.length - 1).length;
}
