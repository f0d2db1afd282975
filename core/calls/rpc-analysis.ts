import { z } from 'zod';
import { BANDS, DEFAULT_THRESHOLDS } from '../qci/band.ts';
import { readCriteria } from '../qci/evidence/read-criteria.ts';
import { SCORE_PARTS } from '../qci/override.ts';
import { reviewSchema, type Analysis, type Override, type Review, type Run } from './analysis.ts';

const text = z.string().nullish().transform((value) => value ?? null);
const id = z.uuid().nullish().catch(null).transform((value) => value ?? null);
const whole = z.int().nullish().transform((value) => value ?? null);
const amount = z.union([z.number(), z.string().transform(Number)]).nullish().transform((value) => value ?? null);
const texts = z.array(z.string()).nullish().transform((value) => value ?? []);
const band = z.enum(BANDS).nullish().catch(null).transform((value) => value ?? null);

/** The column is jsonb that anybody's tool may have written: what cannot be read of it is left out. */
const evidence = z
  .looseObject({
    outcomes: z.object({ tier: text }).nullish().catch(null),
    brand_mentions: z.int().nonnegative().nullish().catch(null),
    agent_talk_ratio: z.number().min(0).max(1).nullish().catch(null),
  })
  .nullish()
  .catch(null);

const scores = { qci_total_score: whole, dynamics_score: whole, objections_score: whole, brand_score: whole, outcome_score: whole, status: band };

export const rpcOverridesSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch(null)
  .transform((value) => value ?? {});

const overrideSchema = z.object({ value: z.int().nonnegative(), ai: whole, reason: text, note: text, by: id, at: text });

export const rpcAnalysisSchema = z.object({
  id: z.uuid(),
  version: z.int().nonnegative().catch(0),
  ...scores,
  evidence,
  overrides: rpcOverridesSchema,
  coaching_tips: texts,
  key_moments: texts,
  judge: text,
  ai_model: text,
  analyzed_at: text,
  rubric_version: text,
  run_id: id,
  run_key: id,
  reviewed_by: text,
  reviewed_at: text,
});

export const rpcRunSchema = z.object({
  id: z.uuid(),
  run_key: z.uuid(),
  judge: z.string(),
  ai_model: text,
  rubric_version: z.string(),
  unscorable: text,
  ...scores,
  lowered_to: band,
  evidence,
  coaching_tips: texts,
  created_at: z.string(),
  created_by: id,
  tokens_used: whole,
  analysis_cost: amount,
});

export const rpcReviewSchema = z.object({
  scores: z.record(z.string(), z.number()),
  qci_total_score: z.int(),
  status: z.enum(BANDS),
  was_blind: z.boolean(),
  seconds: z.int(),
  completed_at: z.string(),
  run_id: id,
});

/** The thresholds of the organization; one that is not told, or not such as can be, is the default. */
export const rpcBandsSchema = z.object({ pass: z.int().min(1).max(100), review: z.int().min(0).max(99) }).nullish().catch(null).transform((bands) => bands ?? { ...DEFAULT_THRESHOLDS });

/** Names by user id. */
export type Names = Readonly<Record<string, string>>;

const nameOf = (names: Names, userId: string | null): string | null => (userId === null ? null : (names[userId] ?? null));

/** What people decided, as far as it can be read. */
export function fromRpcOverrides(stored: Readonly<Record<string, unknown>>, names: Names): Analysis['overrides'] {
  const read = SCORE_PARTS.flatMap((part): [string, Override][] => {
    const one = overrideSchema.safeParse(stored[part]);
    if (!one.success) return [];
    const { by, ...values } = one.data;
    return [[part, { ...values, byId: by, byName: nameOf(names, by) }]];
  });
  return Object.fromEntries(read);
}

/** The row of `qci_analyses` as the app names it. */
export function fromRpcAnalysis(row: z.output<typeof rpcAnalysisSchema>, reviewedByName: string | null, names: Names): Analysis {
  return {
    id: row.id,
    version: row.version,
    ...scoresOf(row),
    outcomeTier: row.evidence?.outcomes?.tier ?? null,
    criteria: readCriteria(row.evidence),
    overrides: fromRpcOverrides(row.overrides, names),
    brandMentions: row.evidence?.brand_mentions ?? null,
    agentTalkRatio: row.evidence?.agent_talk_ratio ?? null,
    coachingTips: row.coaching_tips,
    keyMoments: row.key_moments,
    judge: row.judge,
    aiModel: row.ai_model,
    analyzedAt: row.analyzed_at,
    rubricVersion: row.rubric_version,
    runId: row.run_id,
    runKey: row.run_key,
    reviewedBy: row.reviewed_by,
    reviewedByName,
    reviewedAt: row.reviewed_at,
  };
}

/** A row of `qci_runs` as the app names it. */
export function fromRpcRun(row: z.output<typeof rpcRunSchema>, names: Names): Run {
  return {
    id: row.id,
    runKey: row.run_key,
    judge: row.judge,
    aiModel: row.ai_model,
    rubricVersion: row.rubric_version,
    unscorable: row.unscorable,
    ...scoresOf(row),
    loweredTo: row.lowered_to,
    outcomeTier: row.evidence?.outcomes?.tier ?? null,
    criteria: readCriteria(row.evidence),
    coachingTips: row.coaching_tips,
    createdAt: row.created_at,
    createdByName: nameOf(names, row.created_by),
    tokensUsed: row.tokens_used,
    analysisCost: row.analysis_cost,
  };
}

/** The caller's own review; null where it cannot be read. */
export function fromRpcReview(row: z.output<typeof rpcReviewSchema>): Review | null {
  const review = {
    scores: row.scores,
    qciTotalScore: row.qci_total_score,
    status: row.status,
    wasBlind: row.was_blind,
    seconds: row.seconds,
    completedAt: row.completed_at,
    runId: row.run_id,
  };
  return reviewSchema.safeParse(review).data ?? null;
}

type Scores = Pick<Analysis, 'qciTotalScore' | 'dynamicsScore' | 'objectionsScore' | 'brandScore' | 'outcomeScore' | 'status'>;

function scoresOf(row: Pick<z.output<typeof rpcAnalysisSchema>, keyof typeof scores>): Scores {
  return {
    qciTotalScore: row.qci_total_score,
    dynamicsScore: row.dynamics_score,
    objectionsScore: row.objections_score,
    brandScore: row.brand_score,
    outcomeScore: row.outcome_score,
    status: row.status,
  };
}
