import { CRITERIA } from '../criteria.ts';
import type { CitedEvidence } from '../evidence/evidence.ts';
import { balancePoints } from '../judge/balance-points.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
import { say } from './phrases.ts';
import { points } from './points.ts';
import { cite, type Reading } from './reading.ts';
import type { Signals } from './signals.ts';

/** The agent's share of the talk, by the rubric's table. */
export function judgeBalance({ metrics }: Reading): CriterionOpinion {
  const share = metrics.talkShare;
  const percent = Math.round((share?.agentRatio ?? 0) * 100);
  return {
    score: balancePoints(share?.agentRatio ?? 0),
    reason: say(share?.basis === 'time' ? 'talk_share_time' : 'talk_share_words', { n: percent }),
    evidence: [],
  };
}

/** Forward or in circles: repeats, waits, going on after a no; and whether answers follow from what was said. */
export function judgeFlow(reading: Reading, signals: Signals): CriterionOpinion {
  const { repeats, thanked, uptakeShare, ignored, urging, substance, waits, cutsIn, told, forbidden, takenOff } = signals;
  const { repetitions } = reading.metrics;
  const sum = 5.3 - 1.65 * repeats + 2.5 * thanked - 6.8 * urging + 0.06 * substance - 1.7 * waits + 3 * uptakeShare - 1.6 * cutsIn + 0.06 * told - 0.7 * forbidden + 0.5 * takenOff;
  const faults = [
    ...(repeats > 0 ? [say('flow_repeats', { n: repetitions.length })] : []),
    ...(waits > 0 ? [say('flow_waits', { n: waits })] : []),
    ...(ignored > 0 ? [say('flow_ignores', { n: ignored })] : []),
    ...(cutsIn > 0 ? [say('flow_cuts_in', { n: cutsIn })] : []),
  ];
  const repeated = repetitions.slice(0, 2).map(({ sentence }): CitedEvidence => ({ turn: sentence.turn, speaker: 'agent', quote: sentence.text, polarity: '-' }));
  return {
    score: points(sum, CRITERIA.flow.max),
    reason: faults.length > 0 ? faults.join(' ') : say('flow_good'),
    evidence: repeated.length > 0 ? repeated : firstQuestion(reading),
  };
}

/** Asking, and taking up what was said. */
export function judgeEngagement(reading: Reading, signals: Signals): CriterionOpinion {
  const { thanked, repeats, isShort, uptakes, uptakeCount, urging, substance, waits, cutsIn, told, forbidden, takenOff } = signals;
  const { questions } = reading.metrics;
  const asked = Math.min(6, questions.agent);
  const sum = 2.9 - 1.5 * repeats + 0.22 * uptakeCount + 1.75 * thanked - 5.4 * urging + 0.09 * substance - 1.5 * cutsIn + 0.27 * asked - (isShort ? 1.5 : 0) - 0.5 * waits + 0.06 * told - 0.7 * forbidden + 0.5 * takenOff;
  const evidence = uptakes.slice(0, 2).map((one) => cite(reading, one, '+', 'understanding', 'offer'));
  return {
    score: points(sum, CRITERIA.engagement.max),
    reason: say('engagement', { n: questions.agent, m: uptakes.length }),
    evidence: evidence.length > 0 ? evidence : firstQuestion(reading),
  };
}

function firstQuestion({ metrics }: Reading): CitedEvidence[] {
  const question = metrics.sentences.agent.find(({ isQuestion }) => isQuestion);
  return question ? [{ turn: question.turn, speaker: 'agent', quote: question.text, polarity: '+' }] : [];
}
