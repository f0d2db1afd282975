import type { PointedMoment } from '../judge/judgment.ts';
import type { OutcomeOpinion } from './outcome.ts';
import { says, type Reading } from './reading.ts';
import type { Signals } from './signals.ts';

const MOST_OBJECTIONS = 3;
const OUTCOME_LABEL = { meeting: 'Appointment agreed', warm_lead: 'The customer is interested', callback: 'Another call agreed', information: 'Answered or passed on' } as const;

/** Places worth a look: the first objections, and what was agreed in the end. */
export function keyMoments(reading: Reading, { objections }: Signals, outcome: OutcomeOpinion): PointedMoment[] {
  const resisted = objections.slice(0, MOST_OBJECTIONS).map(({ turn, isRefusal }) => ({
    turn: turn.turn.index,
    label: isRefusal ? 'The customer says no' : says(turn, 'anger') ? 'The customer loses patience' : 'The customer objects',
  }));
  const last = outcome.evidence[0];
  const agreed = last && outcome.tier !== 'nothing' ? [{ turn: last.turn, label: OUTCOME_LABEL[outcome.tier] }] : [];
  return [...resisted, ...agreed].toSorted((a, b) => a.turn - b.turn);
}
