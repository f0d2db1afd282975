import type { OutcomeTier } from '../../calls/outcome-tier.ts';
import { CRITERIA } from '../criteria.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
import type { Marker } from '../markers/marker.ts';
import { points } from './points.ts';
import { agreedTime } from './agreed-time.ts';
import { say } from './phrases.ts';
import { cite, replyTo, says, type Reading, type SaidTurn } from './reading.ts';
import { isTakenOff } from './signals.ts';

/** The outcome with its tier. */
export interface OutcomeOpinion extends CriterionOpinion {
  readonly tier: OutcomeTier;
}

/** Outcomes are agreed on in the last part of a call; this share of its turns is read for them, and never fewer than so many. */
const LAST_SHARE = 0.65;
const LEAST_TURNS = 8;

/** A sign of a tier: where in the tier the points lie (0 to 1), why, and the turn that shows it. */
interface Sign {
  readonly tier: OutcomeTier;
  readonly within: number;
  readonly reason: string;
  readonly shown: SaidTurn | undefined;
}

/** What the call achieved, told from what both say towards its end; the best tier that both sides bear out. */
export function judgeOutcome(reading: Reading): OutcomeOpinion {
  const sign = timed(reading) ?? callback(reading) ?? (endsInRefusal(reading) ? null : (warmLead(reading) ?? information(reading))) ?? nothing(reading);
  const [least, most] = reading.rubric.outcomeTiers[sign.tier];
  const polarity = sign.tier === 'nothing' ? '-' : '+';
  return {
    tier: sign.tier,
    score: Math.min(most, Math.max(least, points(least + sign.within * (most - least), CRITERIA.outcome.max))),
    reason: sign.reason,
    evidence: sign.shown ? [cite(reading, sign.shown, polarity, 'booking', 'callback', 'callbackWish', 'interest', 'sending', 'handover', 'refusal', 'thanks')] : [],
  };
}

function lastPart({ said }: Reading): SaidTurn[] {
  return said.slice(-Math.max(LEAST_TURNS, Math.ceil(said.length * LAST_SHARE)));
}

const isBy = (speaker: 'agent' | 'customer') => ({ turn }: SaidTurn): boolean => turn.speaker === speaker;

/** True where the customer refuses after a turn. */
const refusedAfter = (reading: Reading, one: SaidTurn): boolean =>
  reading.said.slice(one.order + 1).some((later) => later.turn.speaker === 'customer' && says(later, 'refusal'));

/** Turns so near to a time say what it is for. */
const NEAR = 4;

/** A time both agree on: for another call where they speak of one, else for a meeting. */
function timed(reading: Reading): Sign | null {
  const agreed = agreedTime(reading, lastPart(reading));
  if (agreed === null) return null;
  const { turn, isExact, isConfirmed } = agreed;
  const near = reading.said.slice(Math.max(0, turn.order - NEAR), turn.order + NEAR + 1);
  const spoken = (marker: Marker): number => near.filter((one) => says(one, marker)).length;
  const isBooked = near.some((one) => one.turn.speaker === 'agent' && says(one, 'booking'));
  const isPromised = near.some((one) => says(one, one.turn.speaker === 'agent' ? 'callback' : 'callbackWish'));
  if (spoken('callTalk') + (isPromised ? 1 : 0) > spoken('visitTalk') + (isBooked ? 1 : 0)) {
    return { tier: 'callback', within: isExact ? 0.9 : 0.6, reason: say('outcome_callback_timed'), shown: turn };
  }
  const isOpen = near.filter(isBy('customer')).some((one) => one.order >= turn.order - 1 && says(one, 'hedge'));
  if ((!isExact || (isOpen && !isConfirmed)) && !isBooked) return null;
  return { tier: 'meeting', within: isExact ? 0.8 : 0.4, reason: isExact ? say('outcome_meeting_exact') : say('outcome_meeting'), shown: turn };
}

function callback(reading: Reading): Sign | null {
  const part = lastPart(reading);
  const promised = part.filter(isBy('agent')).filter((one) => says(one, 'callback') && !refusedAfter(reading, one));
  const wished = part.filter(isBy('customer')).filter((one) => says(one, 'callbackWish') && !says(one, 'refusal'));
  const shown = promised.at(-1);
  if (shown === undefined || (wished.length === 0 && !says(replyTo(reading, shown), 'agreement'))) return null;
  const hasTime = [shown, ...wished].some((one) => says(one, 'day', 'clock'));
  return { tier: 'callback', within: hasTime ? 0.75 : 0.2, reason: hasTime ? say('outcome_callback_timed') : say('outcome_callback'), shown };
}

function warmLead(reading: Reading): Sign | null {
  const part = lastPart(reading);
  const wishes = part.filter(isBy('customer')).filter((one) => says(one, 'interest') && !says(one, 'refusal'));
  const last = wishes.at(-1);
  if (last === undefined || refusedAfter(reading, last)) return null;
  const isSent = part.filter(isBy('agent')).some((one) => says(one, 'sending'));
  if (!isSent && wishes.length < 2) return null;
  return { tier: 'warm_lead', within: Math.min(0.8, 0.3 + 0.2 * wishes.length), reason: say('outcome_warm_lead'), shown: last };
}

function information(reading: Reading): Sign | null {
  const part = lastPart(reading);
  const done = part.filter(isBy('agent')).filter((one) => says(one, 'sending', 'handover'));
  const thanked = part.filter(isBy('customer')).filter((one) => says(one, 'thanks') && !says(one, 'refusal', 'anger'));
  const isAsked = reading.metrics.questions.customer >= 2 || done.length > 0 || thanked.length > 0 || isInbound(reading);
  if (!isAsked) return null;
  const shown = done.at(-1) ?? thanked.at(-1) ?? part.filter(isBy('agent')).at(-1);
  return { tier: 'information', within: 1, reason: say('outcome_information'), shown };
}

/** More words than this in the customer's first turn are what he calls about. */
const FIRST_WORDS = 9;

/** True where the customer has called, told by who asks and who tells in the first two turns. */
function isInbound(reading: Reading): boolean {
  const [first, second] = reading.said;
  return says(first, 'help') || (second?.turn.speaker === 'customer' && second.ready.words.length > FIRST_WORDS && !says(second, 'refusal', 'objection'));
}

/** A plain no at the end, or one that the agent takes leave on. */
function endsInRefusal(reading: Reading): boolean {
  const customer = reading.said.filter(isBy('customer'));
  const isLetGo = reading.said.slice(-4).some((one) => isBy('agent')(one) && says(one, 'lettingGo'));
  if (customer.slice(-2).some((one) => says(one, 'refusal'))) return true;
  if (isTakenOff(reading)) return true;
  return isLetGo && customer.slice(-4).filter((one) => says(one, 'refusal', 'denial')).length >= 1 && !customer.slice(-3).some((one) => says(one, 'interest'));
}

function nothing(reading: Reading): Sign {
  const customer = reading.said.filter(isBy('customer'));
  const angry = customer.filter((one) => says(one, 'anger')).length;
  const isPolite = lastPart(reading).filter(isBy('agent')).some((one) => says(one, 'lettingGo', 'warm'));
  const shown = customer.findLast((one) => says(one, 'refusal', 'objection')) ?? customer.at(-1);
  return { tier: 'nothing', within: angry > 0 ? 0.1 : isTakenOff(reading) ? 0.9 : isPolite ? 0.6 : 0.35, reason: say('outcome_nothing'), shown };
}
