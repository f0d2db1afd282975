import type { Turn } from '../../transcript/turn.ts';
import type { Band } from '../band.ts';
import { DETERMINISTIC_JUDGE, judgeDeterministically } from '../deterministic/judge-call.ts';
import { callMetrics } from '../metrics/call-metrics.ts';
import type { Rubric } from '../rubric.ts';
import { unscorableReason, type UnscorableReason } from '../scorable.ts';
import { evidenceJson, type EvidenceJson } from './evidence-json.ts';

/** A call's score by the deterministic judge, under the names the database has; or why it has none. */
export interface CallScore {
  readonly vapi_call_id: string;
  readonly scorable: boolean;
  readonly reason: UnscorableReason | null;
  readonly qci_total_score: number | null;
  readonly dynamics_score: number | null;
  readonly objections_score: number | null;
  readonly brand_score: number | null;
  readonly outcome_score: number | null;
  readonly status: Band | null;
  readonly criteria: EvidenceJson['criteria'] | null;
  readonly evidence: Omit<EvidenceJson, 'criteria'> | null;
  readonly coaching_tips: readonly string[];
  readonly key_moments: readonly string[];
  readonly judge: string;
  readonly rubric_version: string;
}

/** Scores a call with no key and no network. Nothing of it depends on a clock: the same call and rubric give the same score. */
export function scoreCall(vapiCallId: string, turns: readonly Turn[], rubric: Rubric): CallScore {
  const reason = unscorableReason(turns, rubric);
  const stamps = { judge: DETERMINISTIC_JUDGE, rubric_version: rubric.version };
  if (reason !== null) return { vapi_call_id: vapiCallId, scorable: false, reason, ...NO_SCORE, ...stamps };
  const judgment = judgeDeterministically(turns, rubric);
  const { criteria, ...evidence } = evidenceJson(judgment, callMetrics(turns, rubric));
  return {
    vapi_call_id: vapiCallId,
    scorable: true,
    reason: null,
    qci_total_score: judgment.total,
    dynamics_score: judgment.scores.dynamics,
    objections_score: judgment.scores.objections,
    brand_score: judgment.scores.brand,
    outcome_score: judgment.scores.outcome,
    status: judgment.band,
    criteria,
    evidence,
    coaching_tips: judgment.coachingTips,
    key_moments: judgment.keyMoments.map(({ label }) => label),
    ...stamps,
  };
}

const NO_SCORE = {
  qci_total_score: null,
  dynamics_score: null,
  objections_score: null,
  brand_score: null,
  outcome_score: null,
  status: null,
  criteria: null,
  evidence: null,
  coaching_tips: [],
  key_moments: [],
} as const;
