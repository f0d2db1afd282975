import { objectionsIn, ignoredRefusals, type Objection } from './objections-in.ts';
import { says, turnsBy, type Reading, type SaidTurn } from './reading.ts';
import { uptakes } from './uptake.ts';

/** What the criteria are computed from. Counts stop where more of the same says nothing new; shares are 0 to 1. */
export interface Signals {
  readonly objections: readonly Objection[];
  /** Plain refusals, up to 4. */
  readonly refusals: number;
  /** Plain refusals that the agent went on after, up to 4. */
  readonly ignored: number;
  /** How hard the agent presses after objections: all together up to 5, and on average 0 to 1. */
  readonly pressing: number;
  readonly meanPressing: number;
  /** Share of the agent's turns with urging words. */
  readonly urging: number;
  /** Sentences said again, up to 4. */
  readonly repeats: number;
  /** The agent's turns that take up what the customer said. */
  readonly uptakes: readonly SaidTurn[];
  readonly uptakeCount: number;
  readonly uptakeShare: number;
  /** Whether the customer leaves with thanks: the share of his last two turns that say so. */
  readonly thanked: number;
  /** Turns in which the customer loses patience, up to 3. */
  readonly anger: number;
  /** Times the agent cuts in, up to 3. */
  readonly cutsIn: number;
  /** Pauses of five seconds and more before the agent speaks that nobody announced, up to 3. */
  readonly waits: number;
  /** Words the agent says in a turn, on average, up to 40: answers that say something are not stock phrases. */
  readonly substance: number;
  /** Words the customer says in a turn of the first half, on average, up to 25, counted from the usual 18: who gets to tell is asked and heard. */
  readonly told: number;
  /** Whether a phrase is said that the organization forbids. */
  readonly forbidden: 0 | 1;
  /** Whether the agent promises at the end not to call any more. */
  readonly takenOff: 0 | 1;
  /** Whether the customer leaves in agreement: the share of his last three turns that say so. */
  readonly agreed: number;
  /** True where the customer hardly gets to speak. */
  readonly isShort: boolean;
  /** Turns of the agent that hold another way, after the first objection. */
  readonly offers: readonly SaidTurn[];
  readonly offerShare: number;
  readonly rude: readonly SaidTurn[];
}

const LONG_WAIT_MS = 5000;
const SHORT_TURNS = 2;

/** Everything the criteria are computed from, read once. */
export function signalsOf(reading: Reading): Signals {
  const agent = turnsBy(reading, 'agent');
  const customer = turnsBy(reading, 'customer');
  const objections = objectionsIn(reading);
  const pressing = objections.reduce((sum, one) => sum + one.pressing, 0);
  const taken = uptakes(reading);
  const after = agent.filter(({ order }) => order > (objections[0]?.turn.order ?? Infinity));
  const offers = after.filter((one) => says(one, 'offer', 'sending', 'callback'));
  const share = (some: readonly unknown[], all: readonly unknown[]): number => (all.length === 0 ? 0 : some.length / all.length);
  const leaving = customer.slice(-2);
  return {
    objections,
    refusals: Math.min(4, objections.filter(({ isRefusal }) => isRefusal).length),
    ignored: Math.min(4, ignoredRefusals(objections)),
    pressing: Math.min(5, pressing),
    meanPressing: objections.length === 0 ? 0 : pressing / objections.length,
    urging: share(agent.filter((one) => says(one, 'pressure')), agent),
    repeats: Math.min(4, reading.metrics.repetitions.length),
    uptakes: taken,
    uptakeCount: Math.min(6, taken.length),
    uptakeShare: share(taken, customer),
    thanked: share(leaving.filter((one) => says(one, 'thanks')), leaving),
    anger: Math.min(3, customer.filter((one) => says(one, 'anger')).length),
    cutsIn: Math.min(3, reading.metrics.interruptions.filter(({ by }) => by === 'agent').length),
    waits: unannouncedWaits(reading),
    substance: agent.length === 0 ? 0 : Math.min(40, reading.metrics.words.agent / agent.length),
    told: toldBy(customer),
    forbidden: reading.metrics.forbidden.length > 0 ? 1 : 0,
    takenOff: isTakenOff(reading) ? 1 : 0,
    agreed: share(customer.slice(-3).filter((one) => says(one, 'agreement')), customer.slice(-3)),
    isShort: customer.length <= SHORT_TURNS,
    offers,
    offerShare: share(offers, after),
    rude: agent.filter((one) => says(one, 'rude')),
  };
}

const USUALLY_TOLD = 18;
const MOST_TOLD = 25;

function toldBy(customer: readonly SaidTurn[]): number {
  const first = customer.slice(0, Math.ceil(customer.length / 2));
  if (first.length === 0) return 0;
  return Math.min(MOST_TOLD, first.reduce((sum, { ready }) => sum + ready.words.length, 0) / first.length) - USUALLY_TOLD;
}

/** The agent promises in the last turns not to call any more. */
export const isTakenOff = ({ said }: Reading): boolean => said.slice(-5).some((one) => one.turn.speaker === 'agent' && says(one, 'takenOff'));

function unannouncedWaits(reading: Reading): number {
  const turnAt = (index: number): SaidTurn | undefined => reading.said.find(({ turn }) => turn.index === index);
  const waits = reading.metrics.silences.filter(
    ({ startMs, endMs, afterIndex, beforeIndex }) => endMs - startMs >= LONG_WAIT_MS && turnAt(beforeIndex)?.turn.speaker === 'agent' && !says(turnAt(afterIndex), 'wait'),
  );
  return Math.min(3, waits.length);
}
