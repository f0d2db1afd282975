import { CRITERIA, MENTION_POINTS, TONE_MAX } from '../criteria.ts';
import type { CitedEvidence } from '../evidence/evidence.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
import { say } from './phrases.ts';
import { points } from './points.ts';
import { cite, says, turnsBy, type Reading } from './reading.ts';
import type { Signals } from './signals.ts';

/** A forbidden phrase leaves at most so many points of the tone. */
export const TONE_WITH_FORBIDDEN = 3;

/** Ten points for naming the brand, up to ten for the tone. */
export function judgeBrand(reading: Reading, signals: Signals): CriterionOpinion {
  const { brandMentions, forbidden } = reading.metrics;
  const tone = toneOf(reading, signals);
  const mention = brandMentions.length > 0 ? MENTION_POINTS : 0;
  return {
    score: points(mention + tone.score, CRITERIA.brand.max),
    reason: [brandMentions.length > 0 ? say('brand_named', { n: brandMentions.length }) : say('brand_unnamed'), tone.reason].join(' '),
    evidence: [...forbidden.slice(0, 1).map((hit) => phraseEvidence(reading, hit.turn, hit.start, hit.end, '-' as const)), ...tone.evidence].slice(0, 2),
  };
}

function toneOf(reading: Reading, { repeats, substance, thanked, refusals, waits, cutsIn, agreed, isShort, rude, told, takenOff }: Signals): CriterionOpinion {
  const agent = turnsBy(reading, 'agent');
  const warm = agent.filter((one) => says(one, 'warm'));
  const sum = 5.8 - 1.3 * repeats + 0.1 * substance + 1.7 * thanked - 0.7 * refusals - 1.9 * cutsIn + 1.2 * agreed - (isShort ? 1.2 : 0) - rude.length - 0.4 * waits + 0.05 * told + takenOff;
  const limit = reading.metrics.forbidden.length > 0 ? TONE_WITH_FORBIDDEN : TONE_MAX;
  const shown = rude[0] ?? warm[0] ?? agent[0];
  return {
    score: points(Math.min(sum, limit), TONE_MAX),
    reason: rude.length > 0 ? say('tone_slips', { n: rude.length }) : say('tone_polite'),
    evidence: shown ? [cite(reading, shown, rude.length > 0 ? '-' : '+', 'rude', 'warm')] : [],
  };
}

function phraseEvidence({ said }: Reading, turn: number, start: number, end: number, polarity: '+' | '-'): CitedEvidence {
  const text = said.find((one) => one.turn.index === turn)?.turn.text ?? '';
  return { turn, speaker: 'agent', quote: text.slice(start, end), polarity };
}
