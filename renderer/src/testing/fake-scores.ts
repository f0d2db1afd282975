import type { CallDetail } from '../../../core/calls/call-detail.ts';
import type { CallRow } from '../../../core/calls/call-row.ts';
import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { ScoreOfCall } from '../../../core/contract/routes/scores.ts';
import type { Session } from '../../../core/contract/routes/session.ts';
import { namedPart } from '../../../core/qci/override.ts';
import { isScoreOperation, operationSchema, type ScoreOperation } from '../../../core/sync/operation.ts';
import { applyScore } from '../../../core/sync/scores/apply-score.ts';
import { aCall } from './fake-calls.ts';

export interface ScoresWorld {
  readonly rows: CallRow[];
  session: Session;
  /** What became of a call's score, where anything did. */
  readonly scores: Map<string, ScoreOfCall>;
}

/** What a call's screen gets of its score. */
export const scoreOf = (world: ScoresWorld, callId: string): Partial<CallDetail> => world.scores.get(callId) ?? {};

/** Decisions about scores as main answers them where the workspace takes every write at once. */
export const fakeScores = (world: ScoresWorld) => {
  const write = (callId: string, deed: Pick<ScoreOperation, 'kind' | 'patch'>): ScoreOfCall => {
    const { user, organizationId } = world.session;
    const row = world.rows.find(({ id }) => id === callId);
    if (!user || organizationId === null || !row) throw new AppError('not_signed_in', deed.kind);
    const call = { ...aCall(row), ...scoreOf(world, callId) };
    const operation = operationSchema.parse({ ...deed, opId: crypto.randomUUID(), organizationId, callId, entityId: callId, expectedVersion: 0, madeAt: new Date().toISOString() });
    if (!isScoreOperation(operation)) throw new AppError('bad_request', deed.kind);
    const { analysis, runs, review } = applyScore(call, operation, { userId: user.id, name: user.displayName }, (call.analysis?.version ?? 0) + 1);
    const score = { analysis, runs, review };
    world.scores.set(callId, score);
    return score;
  };
  return {
    'scores.override': async ({ callId, part, value, reason, note }) => write(callId, { kind: 'override_score', patch: { call_id: callId, ...namedPart(part), value, reason, note } }),
    'scores.review': async ({ callId, scores, wasBlind, seconds }) => write(callId, { kind: 'complete_review', patch: { call_id: callId, scores, was_blind: wasBlind, seconds, run_id: null } }),
    'scores.adopt': async ({ callId, runId }) => write(callId, { kind: 'adopt_run', patch: { call_id: callId, run_id: runId } }),
  } satisfies Partial<HandlersFor<AppRoutes>>;
};
