import { randomUUID } from 'node:crypto';
import { DETERMINISTIC_JUDGE, judgeDeterministically } from '../../../core/qci/deterministic/judge-call.ts';
import type { Judgment } from '../../../core/qci/judge/judgment.ts';
import { runKey } from '../../../core/qci/judge/run-key.ts';
import { runPatch, unscorableRunPatch, type RunPatch, type RunStamps } from '../../../core/qci/judge/run-patch.ts';
import { callMetrics } from '../../../core/qci/metrics/call-metrics.ts';
import type { TokenUsage } from '../../../core/qci/model/ask.ts';
import { MODEL_JUDGE } from '../../../core/qci/model/judge-answer.ts';
import { scoreWithModel, type KeptAnswers, type ModelScore, type ModelSurroundings } from '../../../core/qci/model/score-with-model.ts';
import { unscorableReason, type UnscorableReason } from '../../../core/qci/scorable.ts';
import type { BatchPlan } from '../../../core/scoring/batch.ts';
import type { CallToJudge } from './call-to-judge.ts';

/** What became of one call: a run to record, one that the workspace has already, or why there is none. */
export type ItemOutcome =
  | { readonly type: 'run'; readonly patch: RunPatch; readonly unscorable: UnscorableReason | null }
  | { readonly type: 'known'; readonly runKey: string }
  | { readonly type: 'given_up'; readonly why: Extract<ModelScore, { ok: false }>['why'] };

/** Scores a call as a plan says. `around` is what the model judge needs; it is not asked for another judge, nor for a call without a score. */
export async function scoreItem(call: CallToJudge, { judge, rubric }: BatchPlan, kept: KeptAnswers | null, around: () => ModelSurroundings, stop: AbortSignal, costOf: (usage: TokenUsage, model: string) => number | null): Promise<ItemOutcome> {
  const stamps = stampsOf(call, { judge, rubric });
  if (call.runKeys.includes(stamps.runKey)) return { type: 'known', runKey: stamps.runKey };
  const reason = unscorableReason(call.turns, rubric);
  if (reason !== null) return { type: 'run', patch: unscorableRunPatch(reason, stamps), unscorable: reason };
  const patch = (judgment: Judgment, more: Partial<RunStamps> = {}) => runPatch(judgment, { turns: call.turns, metrics: callMetrics(call.turns, rubric) }, { ...stamps, ...more });
  if (judge.kind === 'deterministic') return { type: 'run', patch: patch(judgeDeterministically(call.turns, rubric)), unscorable: null };
  const scored = await scoreWithModel(call.turns, rubric, { ...around(), kept }, stop);
  if (!scored.ok) return { type: 'given_up', why: scored.why };
  const { judgment, answer, model, usage } = scored;
  return { type: 'run', unscorable: null, patch: patch(judgment, { model, answer, cost: usage && costOf(usage, model), tokensUsed: usage && usage.promptTokens + usage.completionTokens }) };
}

function stampsOf({ callId, promptId, transcriptHash }: CallToJudge, { judge, rubric }: Pick<BatchPlan, 'judge' | 'rubric'>): RunStamps {
  const isModel = judge.kind === 'model';
  const name = isModel ? MODEL_JUDGE : DETERMINISTIC_JUDGE;
  const modelParameters = isModel ? { temperature: judge.temperature, seed: judge.seed } : null;
  const work = { callId, judge: name, model: isModel ? judge.model : null, modelParameters, rubricVersion: rubric.version, promptId, transcriptHash, once: null };
  return { callId, runKey: runKey(work), judge: name, model: null, modelParameters, rubricVersion: rubric.version, promptId, transcriptHash: `sha256:${transcriptHash}`, tokensUsed: null, cost: null, answer: null };
}

/** A word that nobody in a call can have said. */
export const newNonce = (): string => randomUUID().replaceAll(/\d|-/gu, (sign) => (sign === '-' ? '' : String.fromCharCode(103 + Number(sign))));
