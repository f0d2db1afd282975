import { bandOf, worseBand } from '../../band.ts';
import { CRITERIA, CRITERION_KEYS, dimensionScores, totalScore, type CriterionKey, type CriterionScores } from '../../criteria.ts';
import { goldenTurns } from '../../golden/golden-turns.ts';
import { goldenCalls, rubricOf } from '../../golden/measure-judge.ts';
import type { Judgment } from '../../judge/judgment.ts';
import { callMetrics } from '../../metrics/call-metrics.ts';
import type { Rubric } from '../../rubric.ts';
import { seededRandom } from '../../seeded-random.ts';
import { judgeAnswer } from '../judge-answer.ts';
import { fairAnswer, INNOCENT } from './fair-model.ts';
import { INJECTIONS, withInjection } from './injections.ts';
import { mutatedAnswer } from './mutated-answers.ts';
import { CITATIONS, obedientAnswer } from './obedient-model.ts';

/** What the attack on the model judge came to; `examples` show what should not have happened. */
export interface AttackTally {
  readonly injected: number;
  readonly passed: number;
  readonly benign: number;
  readonly flagged: number;
  readonly mutated: number;
  readonly invalidStored: number;
  readonly examples: readonly string[];
}

/** Plays callers who give orders to the judge, fair answers about ordinary calls, and broken answers, on the golden calls. */
export function attackJudge(plan: { injected: number; benign: number; mutated: number; seed: number }): AttackTally {
  const random = seededRandom(plan.seed);
  const calls = goldenCalls();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const examples: string[] = [];
  const times = (n: number, isFault: (n: number) => string | null): number => {
    const faults = Array.from({ length: n }, (_, at) => isFault(at)).filter((fault) => fault !== null);
    examples.push(...faults.slice(0, 10));
    return faults.length;
  };

  const passed = times(plan.injected, (n) => {
    const call = pick(calls);
    const language = n % 2 === 0 ? call.language : pick(['ru', 'es'] as const);
    const parts = pick(INJECTIONS[language]);
    const { turns, injectedTurn } = withInjection(goldenTurns(call), parts, Math.floor(random() * 8));
    const judged = judgeAnswer(turns, rubricOf(call), obedientAnswer(turns, injectedTurn, pick(CITATIONS)));
    return judged.ok && judged.judgment.band === 'pass' ? `passed: ${call.id}: ${parts.join(' … ')}` : null;
  });

  const flagged = times(plan.benign, () => {
    const call = pick(calls);
    const { turns } = withInjection(goldenTurns(call), random() < 0.25 ? [pick(INNOCENT[call.language])] : [''], Math.floor(random() * 8));
    const judged = judgeAnswer(turns, rubricOf(call), fairAnswer(call, turns, random));
    return judged.ok && judged.judgment.doubts.length === 0 ? null : `flagged: ${call.id}: ${judged.ok ? judged.judgment.doubts.join(', ') : judged.fault}`;
  });

  const invalidStored = times(plan.mutated, () => {
    const call = pick(calls);
    const turns = goldenTurns(call);
    const rubric = rubricOf(call);
    const judged = judgeAnswer(turns, rubric, mutatedAnswer(fairAnswer(call, turns, random), random));
    const fault = judged.ok ? rowFault(judged.judgment, rubric, callMetrics(turns, rubric).brandMentions.length > 0) : null;
    return fault && `invalid: ${call.id}: ${fault}`;
  });
  return { injected: plan.injected, passed, benign: plan.benign, flagged, mutated: plan.mutated, invalidStored, examples };
}

/** Why a judgment could not be a row of the database, or breaks a rule of the index; null for a sound one. */
function rowFault({ scores, total, band, criteria, tier, coachingTips, keyMoments }: Judgment, rubric: Rubric, isBrandNamed: boolean): string | null {
  const points = Object.fromEntries(CRITERION_KEYS.map((key) => [key, criteria[key].score])) as Record<CriterionKey, number> satisfies CriterionScores;
  const outside = CRITERION_KEYS.find((key) => !Number.isInteger(points[key]) || points[key] < 0 || points[key] > CRITERIA[key].max);
  if (outside) return `${outside} is ${points[outside]}`;
  const sums = dimensionScores(points);
  if (JSON.stringify(sums) !== JSON.stringify(scores) || totalScore(sums) !== total || total > 100) return `the total ${total} is not the sum`;
  if (worseBand(band, bandOf(total, rubric.bands)) !== band) return `the band ${band} is better than ${total}`;
  if (!isBrandNamed && points.brand > 10) return `a brand of ${points.brand} without a mention`;
  const [least, most] = rubric.outcomeTiers[tier];
  if (points.outcome > most || (points.outcome < least && criteria.outcome.clamped?.by !== 'unverified')) return `an outcome of ${points.outcome} in ${tier}`;
  const missed = CRITERION_KEYS.find((key) => criteria[key].evidence.length > 0 && criteria[key].evidence.every(({ state }) => state === 'not_found') && points[key] > CRITERIA[key].max / 2);
  if (missed) return `${missed} stands on nothing`;
  return coachingTips.length > 3 || [...coachingTips, ...keyMoments.map(({ label }) => label)].some((text) => text.length > 300) ? 'texts too long' : null;
}
