import { z } from 'zod';
import { analysisSchema, type Analysis } from '../../calls/analysis.ts';
import { fromRpcOverrides, rpcOverridesSchema } from '../../calls/rpc-analysis.ts';
import { BANDS } from '../../qci/band.ts';
import { CRITERIA, CRITERION_KEYS, dimensionScores, totalScore, type CriterionScores } from '../../qci/criteria.ts';
import { effectiveValue, judgeValue, type Scored } from '../../qci/effective.ts';
import { dimensionOf, type ScorePart } from '../../qci/override.ts';
import type { Conflict, ConflictField, Value } from '../conflict-shape.ts';
import type { Queued, ScoreOperation } from '../operation.ts';
import { partOf } from './apply-score.ts';

const text = z.string().nullish().transform((value) => value ?? null);
const points = z.int().nonnegative().nullish().transform((value) => value ?? null);

/** A call's score as a conflict tells it (app.analysis_json). */
const metSchema = z.object({
  version: z.int().nonnegative(),
  run_id: text,
  qci_total_score: points,
  dynamics_score: points,
  objections_score: points,
  brand_score: points,
  outcome_score: points,
  status: z.enum(BANDS).nullish().transform((value) => value ?? null),
  overrides: rpcOverridesSchema,
  criteria: z.record(z.string(), z.number()).nullish().transform((value) => value ?? {}),
  reviewed_by: text,
  reviewed_by_name: text,
  reviewed_at: text,
});

/** The score that a parked operation met. */
export interface MetScore extends Scored {
  readonly version: number;
  readonly runId: string | null;
  readonly qciTotalScore: number | null;
  readonly status: Analysis['status'];
  readonly overrides: Analysis['overrides'];
  readonly reviewedBy: string | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: string | null;
}

/** The score that the workspace answered, or null where its answer cannot be read. */
export function metScore(current: Record<string, unknown> | null): MetScore | null {
  const met = metSchema.safeParse(current).data;
  if (!met) return null;
  return {
    version: met.version,
    runId: met.run_id,
    qciTotalScore: met.qci_total_score,
    dynamicsScore: met.dynamics_score,
    objectionsScore: met.objections_score,
    brandScore: met.brand_score,
    outcomeScore: met.outcome_score,
    status: met.status,
    overrides: fromRpcOverrides(met.overrides, met.reviewed_by && met.reviewed_by_name ? { [met.reviewed_by]: met.reviewed_by_name } : {}),
    criteria: CRITERION_KEYS.flatMap((key) => {
      const score = met.criteria[key];
      return score === undefined || !Number.isInteger(score) || score < 0 || score > CRITERIA[key].max ? [] : [{ key, score }];
    }),
    reviewedBy: met.reviewed_by,
    reviewedByName: met.reviewed_by_name,
    reviewedAt: met.reviewed_at,
  };
}

/** The kept score with what a conflict told of it. The judge's reasons and evidence stay where the points are still its. */
export function withMet(kept: Analysis, met: MetScore): Analysis {
  const { criteria, ...values } = met;
  const known = kept.criteria.map((one) => ({ ...one, score: criteria.find(({ key }) => key === one.key)?.score ?? one.score }));
  return analysisSchema.parse({ ...kept, ...values, criteria: known });
}

/** What a parked operation on a call's score met; null where it is not parked, or the workspace's answer cannot be read. */
export function scoreConflict(queued: Queued<ScoreOperation>): Conflict | null {
  const met = queued.state === 'parked' ? metScore(queued.current) : null;
  return met && { byName: met.reviewedByName, at: met.reviewedAt, gone: false, fields: fieldsOf(queued.operation, met) };
}

/** The values on which an operation and the score differ, in the order of the screen. */
export function fieldsOf(operation: ScoreOperation, met: MetScore): ConflictField[] {
  const { before } = operation;
  const field = (name: string, mine: Value, theirs: Value): ConflictField => ({ field: name, before: valueOf(before[name]), mine, theirs });
  switch (operation.kind) {
    case 'override_score': {
      const part = partOf(operation.patch);
      const { value, reason, note } = operation.patch;
      const points = { judge: judgeValue(met, part), mine: value === null ? null : whyOf({ reason, note }), theirs: whyOf(met.overrides[part]) };
      return [{ ...field(part, value ?? judgeValue(met, part), effectiveValue(met, part)), points }].filter(({ mine, theirs }) => mine !== theirs);
    }
    case 'complete_review':
      return CRITERION_KEYS.map((key) => ({
        ...field(key, operation.patch.scores[key], effectiveValue(met, key)),
        points: { judge: judgeValue(met, key), mine: null, theirs: whyOf(met.overrides[key]) },
      })).filter(({ mine, theirs }) => mine !== theirs);
    case 'adopt_run':
      return met.runId === operation.patch.run_id ? [] : [field('run', valueOf(before['mine']), met.qciTotalScore)];
    case 'record_run':
      return [];
  }
}

/**
 * The version at which the score holds all that the operation wants, though by another operation's doing; null where it does not.
 * A review is this person's own, so nobody else's doing brings it about.
 */
export function scoreStands(operation: ScoreOperation, current: Record<string, unknown>): number | null {
  const met = metScore(current);
  if (!met) return null;
  if (operation.kind === 'adopt_run') return met.runId === operation.patch.run_id ? met.version : null;
  if (operation.kind !== 'override_score') return null;
  const part = partOf(operation.patch);
  const held = met.overrides[part];
  return (held?.value ?? null) === operation.patch.value ? met.version : null;
}

/**
 * Whether the score, though changed, shows in all that the operation touches what the person had before his eyes: then nothing of
 * anybody's is overwritten, and it may be sent again at the version that stands there now.
 */
export function seenStill(operation: ScoreOperation, met: MetScore): boolean {
  const { before } = operation;
  const isSame = (part: ScorePart): boolean => part in before && before[part] === effectiveValue(met, part);
  switch (operation.kind) {
    case 'override_score': {
      const part = partOf(operation.patch);
      return isSame(part) && isSame(dimensionOf(part));
    }
    case 'complete_review':
      return CRITERION_KEYS.every(isSame) || fieldsOf(operation, met).length === 0;
    case 'adopt_run':
      return before['runId'] === met.runId && before['total'] === met.qciTotalScore;
    case 'record_run':
      return true;
  }
}

/** The points of a review as a total. */
export const totalOf = (scores: CriterionScores): number => totalScore(dimensionScores(scores));

/** Why somebody gave a value of his own; null where he said nothing of it. */
const whyOf = (held: { reason?: string | null | undefined; note?: string | null | undefined } | undefined) => (held ? { reason: held.reason ?? null, note: held.note ?? null } : null);

const valueOf = (value: unknown): Value => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null);
