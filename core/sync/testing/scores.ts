import { analysisSchema, type Analysis } from '../../calls/analysis.ts';
import { CRITERIA, CRITERION_KEYS, dimensionScores, totalScore, type CriterionKey, type CriterionScores } from '../../qci/criteria.ts';
import type { KeptCall } from '../kept-call.ts';
import { operationSchema, type Operation, type PatchOf, type ScoreOperation } from '../operation.ts';
import { NOTHING_KEPT } from '../rules.ts';
import { ANN, anId, CALL, MADE_AT } from './operations.ts';

/** 7 + 5 + 5, 4 + 5 + 3, 12, 12: 53 points, a fail. */
export const POINTS: CriterionScores = { talk_balance: 7, flow: 5, engagement: 5, recognition: 4, compliance: 5, alternatives: 3, brand: 12, outcome: 12 };

const judged = (points: CriterionScores) => CRITERION_KEYS.map((key) => ({ key, score: points[key], reason: `why ${key}`, evidence: [], clampedFrom: null }));

/** A score that a judge gave and nobody decided about. */
export const anAnalysis = (points: CriterionScores = POINTS, over: Partial<Analysis> = {}): Analysis => {
  const sums = dimensionScores(points);
  return analysisSchema.parse({
    id: anId(41), version: 1, qciTotalScore: totalScore(sums), dynamicsScore: sums.dynamics, objectionsScore: sums.objections, brandScore: sums.brand, outcomeScore: sums.outcome, status: 'fail',
    outcomeTier: 'callback', criteria: judged(points), coachingTips: [], keyMoments: [], judge: 'deterministic-1', aiModel: null, analyzedAt: MADE_AT, rubricVersion: 'default-1', runId: anId(51), runKey: anId(52),
    reviewedBy: null, reviewedByName: null, reviewedAt: null, ...over,
  });
};

/** A call with that score. */
export const aKept = (analysis: Analysis | null = anAnalysis()): KeptCall => ({ ...NOTHING_KEPT, analysis });

let lastOp = 5000;
type Over = Partial<Pick<Operation, 'opId' | 'expectedVersion' | 'before'>>;
const made = <K extends ScoreOperation['kind']>(kind: K, patch: PatchOf<K>, over: Over): Extract<ScoreOperation, { kind: K }> =>
  operationSchema.parse({ kind, patch, opId: anId((lastOp += 1)), organizationId: anId(9), callId: CALL, entityId: CALL, expectedVersion: 0, madeAt: MADE_AT, before: {}, ...over }) as Extract<ScoreOperation, { kind: K }>;

/** Gives a criterion another value. */
export const override = (criterion: CriterionKey, value: number | null, over: Over = {}) =>
  made('override_score', { call_id: CALL, ...(criterion === 'brand' || criterion === 'outcome' ? { dimension: criterion } : { criterion }), value, reason: value === null ? null : 'wrong_quote', note: null }, over);

/** Gives a whole dimension another value. */
export const overrideWhole = (dimension: 'dynamics' | 'objections', value: number | null, over: Over = {}) =>
  made('override_score', { call_id: CALL, dimension, value, reason: value === null ? null : 'policy', note: null }, over);

export const review = (scores: CriterionScores = POINTS, over: Over = {}) => made('complete_review', { call_id: CALL, scores: { ...scores }, was_blind: false, seconds: 40, run_id: null }, over);

export const run = (points: CriterionScores = POINTS, over: Over & { key?: string } = {}) => {
  const { key = anId(60), ...rest } = over;
  const criteria = Object.fromEntries(CRITERION_KEYS.map((one) => [one, { score: points[one], max: CRITERIA[one].max, reason: 'r', evidence: [] }])) as unknown as PatchOf<'record_run'>['criteria'];
  return made('record_run', { call_id: CALL, run_key: key, judge: 'deterministic-1', rubric_version: 'default-1', criteria, tier: 'callback', brand_mentions: 1 }, rest);
};

/** A score as the workspace's conflict tells it, last touched by Ann. */
export const asMetScore = (analysis: Analysis): Record<string, unknown> => ({
  call_id: CALL, version: analysis.version, run_id: analysis.runId, qci_total_score: analysis.qciTotalScore, dynamics_score: analysis.dynamicsScore, objections_score: analysis.objectionsScore,
  brand_score: analysis.brandScore, outcome_score: analysis.outcomeScore, status: analysis.status, reviewed_by: ANN.userId, reviewed_by_name: ANN.name, reviewed_at: MADE_AT,
  criteria: Object.fromEntries(analysis.criteria.map(({ key, score }) => [key, score])),
  overrides: Object.fromEntries(Object.entries(analysis.overrides).map(([part, one]) => [part, { value: one.value, ai: one.ai, reason: one.reason, note: one.note, by: one.byId, at: one.at }])),
});
