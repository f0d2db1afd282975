import type { Turn } from '../../transcript/turn.ts';
import { checkOpinion } from '../judge/check-opinion.ts';
import type { Judgment, Opinion } from '../judge/judgment.ts';
import type { Rubric } from '../rubric.ts';
import { judgeBrand } from './brand.ts';
import { coachingTips } from './coaching.ts';
import { judgeBalance, judgeEngagement, judgeFlow } from './dynamics.ts';
import { keyMoments } from './key-moments.ts';
import { judgeObjections } from './objections.ts';
import { judgeOutcome } from './outcome.ts';
import { readCall, type Reading } from './reading.ts';
import { signalsOf } from './signals.ts';
import { together } from './together.ts';

/** The name under which its scores are kept; the number rises whenever the same call would get another score. */
export const DETERMINISTIC_JUDGE = 'deterministic-2';

/** What the deterministic judge says of a call, unchecked. */
export function opinionOf(reading: Reading): Opinion {
  const signals = signalsOf(reading);
  const outcome = judgeOutcome(reading);
  const judged = { flow: judgeFlow(reading, signals), engagement: judgeEngagement(reading, signals), ...judgeObjections(reading, signals), brand: judgeBrand(reading, signals) };
  const criteria = {
    talk_balance: judgeBalance(reading),
    ...together(judged, reading, signals),
    outcome: { score: outcome.score, reason: outcome.reason, evidence: outcome.evidence },
  };
  return { criteria, tier: outcome.tier, coachingTips: coachingTips(reading, criteria), keyMoments: keyMoments(reading, signals, outcome) };
}

/** Scores a scorable call from what is computed of it: no network, no key, the same call always the same score. */
export function judgeDeterministically(turns: readonly Turn[], rubric: Rubric, measuredLatenciesMs: readonly number[] = []): Judgment {
  const reading = readCall(turns, rubric, measuredLatenciesMs);
  return checkOpinion(opinionOf(reading), { turns, metrics: reading.metrics, rubric, doubts: [] });
}
