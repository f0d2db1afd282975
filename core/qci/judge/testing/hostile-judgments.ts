import type { Turn } from '../../../transcript/turn.ts';
import { callMetrics, type CallMetrics } from '../../metrics/call-metrics.ts';
import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../../criteria.ts';
import { goldenTurns } from '../../golden/golden-turns.ts';
import { goldenCalls, rubricOf } from '../../golden/measure-judge.ts';
import { judgeAnswer } from '../../model/judge-answer.ts';
import { fairAnswer } from '../../model/testing/fair-model.ts';
import { mutatedAnswer } from '../../model/testing/mutated-answers.ts';
import { seededRandom } from '../../seeded-random.ts';
import { checkOpinion } from '../check-opinion.ts';
import type { Judgment } from '../judgment.ts';

/** A judgment with the call it is of. */
export interface JudgedCase {
  readonly judgment: Judgment;
  readonly turns: readonly Turn[];
  readonly metrics: CallMetrics;
  readonly answer: string;
}

/** Judgments from answers that a model broke and that could be read all the same. */
export function brokenButRead(count: number, seed: number): JudgedCase[] {
  const random = seededRandom(seed);
  const calls = goldenCalls();
  const found: JudgedCase[] = [];
  while (found.length < count) {
    const call = calls[Math.floor(random() * calls.length)];
    if (!call) continue;
    const turns = goldenTurns(call);
    const answer = mutatedAnswer(fairAnswer(call, turns, random), random);
    const judged = judgeAnswer(turns, rubricOf(call), answer);
    if (judged.ok) found.push({ judgment: judged.judgment, turns, metrics: callMetrics(turns, rubricOf(call)), answer });
  }
  return found;
}

/** The largest judgment there is, in the letters that take most bytes: everything a judge may write, full to the brim. */
export function fullToTheBrim(letter: string): JudgedCase {
  const [call] = goldenCalls();
  if (!call) throw new Error('no golden call');
  const turns = goldenTurns(call);
  const rubric = rubricOf(call);
  const long = letter.repeat(4000);
  const evidence = Array.from({ length: 20 }, (_, n) => ({ turn: n === 3 ? Number.MAX_SAFE_INTEGER : n, speaker: 'agent', quote: long, polarity: '-' }) as const);
  const criteria = Object.fromEntries(CRITERION_KEYS.map((key) => [key, { score: key === 'flow' ? Number.NaN : CRITERIA[key].max * 1e300, reason: long, evidence }])) as unknown as Record<CriterionKey, { score: number; reason: string; evidence: typeof evidence }>;
  const opinion = { criteria, tier: 'meeting', coachingTips: [long, long, long, long], keyMoments: Array.from({ length: 30 }, (_, turn) => ({ turn, label: long })) } as const;
  const metrics = callMetrics(turns, rubric);
  return { judgment: checkOpinion(opinion, { turns, metrics, rubric, doubts: ['instructions'] }), turns, metrics, answer: long.repeat(30) };
}
