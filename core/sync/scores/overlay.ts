import type { Actor } from '../actor.ts';
import type { KeptCall } from '../kept-call.ts';
import { isScoreOperation, type QueuedOperation, type ScoreOperation } from '../operation.ts';
import { applyScore } from './apply-score.ts';
import { metScore, withMet } from './conflict.ts';

/** A call with its score as its screen shows it: as kept, with everything this person did since that the workspace has not refused. */
export function overlayScore(kept: KeptCall, operations: readonly QueuedOperation[], by: Actor): KeptCall {
  return operations
    .filter(({ state }) => state !== 'failed')
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ operation }) => operation)
    .filter(isScoreOperation)
    .reduce((call, operation) => applyScore(call, operation, by, null), kept);
}

/**
 * The call to keep once the workspace said which version of the score an operation brought about. A score that was read at that version or a
 * later one holds it already; one that is further behind gets the values and keeps its version, because what others did in
 * between is not known here. A run that did not become the score is added to the runs all the same.
 */
export function settleScore(kept: KeptCall, operation: ScoreOperation, by: Actor, version: number): KeptCall {
  const held = kept.analysis?.version ?? 0;
  const settled = applyScore(kept, operation, by, held === version - 1 ? version : null);
  if (held < version) return settled;
  return operation.kind === 'record_run' ? { ...kept, runs: settled.runs } : { ...kept, review: settled.review };
}

/** The call to keep once a conflict told how its score stands. */
export function meetScore(kept: KeptCall, current: Record<string, unknown> | null): KeptCall {
  const met = metScore(current);
  if (!met || !kept.analysis || kept.analysis.version > met.version) return kept;
  return { ...kept, analysis: withMet(kept.analysis, met) };
}
