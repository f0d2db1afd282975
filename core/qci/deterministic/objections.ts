import { CRITERIA } from '../criteria.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
import { say } from './phrases.ts';
import { points } from './points.ts';
import { cite, says, type Reading } from './reading.ts';
import type { Signals } from './signals.ts';
import { takesUp } from './uptake.ts';

/** The three criteria of the dimension. */
export interface ObjectionOpinions {
  readonly recognition: CriterionOpinion;
  readonly compliance: CriterionOpinion;
  readonly alternatives: CriterionOpinion;
}

/** Hears resistance, respects it, offers another way; without resistance what the rubric gives. */
export function judgeObjections(reading: Reading, signals: Signals): ObjectionOpinions {
  if (signals.objections.length === 0) return withoutObjection(reading);
  return { recognition: recognition(reading, signals), compliance: compliance(reading, signals), alternatives: alternatives(reading, signals) };
}

function withoutObjection({ rubric: { withoutObjection: given } }: Reading): ObjectionOpinions {
  const opinion = (score: number): CriterionOpinion => ({ score, reason: say('objections_none'), evidence: [] });
  return { recognition: opinion(given.recognition), compliance: opinion(given.compliance), alternatives: opinion(given.alternatives) };
}

function recognition(reading: Reading, { objections, repeats, thanked, urging, uptakeShare, waits, cutsIn, meanPressing, told, forbidden, takenOff }: Signals): CriterionOpinion {
  const heard = objections.filter(
    ({ turn, reply, pressing }) => reply !== undefined && pressing < 0.4 && (says(reply, 'understanding', 'apology', 'lettingGo') || takesUp(turn, reply)),
  );
  const shown = heard[0]?.reply ?? objections[0]?.turn;
  return {
    score: points(3.6 - 1.1 * repeats + 2.7 * thanked - 5 * urging + 2.1 * uptakeShare - 1.5 * cutsIn - meanPressing - waits + 0.09 * told - 0.4 * forbidden + 0.6 * takenOff, CRITERIA.recognition.max),
    reason: say('objections_heard', { n: heard.length, m: objections.length }),
    evidence: shown ? [cite(reading, shown, heard.length > 0 ? '+' : '-', 'understanding', 'apology', 'objection', 'refusal')] : [],
  };
}

/** From here on an answer is pressing. */
const PRESSED = 0.4;

function compliance(reading: Reading, { objections, repeats, urging, thanked, refusals, waits, cutsIn, rude, agreed, told, forbidden, takenOff }: Signals): CriterionOpinion {
  const pressed = objections.filter((one) => one.pressing >= PRESSED);
  const shown = pressed[0]?.reply ?? objections.find(({ reply }) => reply !== undefined)?.reply;
  const sum = 5.1 - 1.15 * repeats - 7 * urging + 2 * thanked - 0.5 * refusals - 1.4 * cutsIn - rude.length + 1.3 * agreed - 0.5 * waits + 0.06 * told - 0.5 * forbidden + 0.9 * takenOff;
  return {
    score: points(sum, CRITERIA.compliance.max),
    reason: pressed.length > 0 ? say('objections_pressed', { n: pressed.length, m: objections.length }) : say('objections_respected'),
    evidence: shown ? [cite(reading, shown, pressed.length > 0 ? '-' : '+', 'pressure', 'rude', 'lettingGo', 'understanding')] : [],
  };
}

function alternatives(reading: Reading, { offers, offerShare, repeats, urging, thanked, isShort, waits, cutsIn, agreed, told, forbidden, takenOff }: Signals): CriterionOpinion {
  const shown = offers[0];
  return {
    score: points(2.9 + offerShare - 1.1 * repeats - 3.8 * urging + thanked - (isShort ? 1.5 : 0) - 1.2 * cutsIn + 0.8 * agreed - 0.25 * waits + 0.04 * told - 0.5 * forbidden + 0.5 * takenOff, CRITERIA.alternatives.max),
    reason: offers.length > 0 ? say('alternatives_some', { n: offers.length }) : say('alternatives_none'),
    evidence: shown ? [cite(reading, shown, '+', 'offer', 'sending', 'callback')] : [],
  };
}
