import type { PointedMoment } from '../judge/judgment.ts';
import type { OutcomeOpinion } from './outcome.ts';
import { say } from './phrases.ts';
import { says, type Reading } from './reading.ts';
import type { Signals } from './signals.ts';

const MOST_OBJECTIONS = 3;

/** Places worth a look: the first objections, and what was agreed in the end. */
export function keyMoments(reading: Reading, { objections }: Signals, outcome: OutcomeOpinion): PointedMoment[] {
  const resisted = objections.slice(0, MOST_OBJECTIONS).map(({ turn, isRefusal }) => ({
    turn: turn.turn.index,
    label: say(isRefusal ? 'moment_refusal' : says(turn, 'anger') ? 'moment_anger' : 'moment_objection'),
  }));
  const last = outcome.evidence[0];
  const agreed = last && outcome.tier !== 'nothing' ? [{ turn: last.turn, label: say(`moment_${outcome.tier}`) }] : [];
  return [...resisted, ...agreed].toSorted((a, b) => a.turn - b.turn);
}
