import { z } from 'zod';
import { BANDS } from '../../qci/band.ts';
import { CRITERIA, CRITERION_KEYS, DIMENSIONS, type CriterionKey } from '../../qci/criteria.ts';
import { OUTCOME_TIERS } from '../../calls/outcome-tier.ts';
import { OVERRIDE_REASONS } from '../../qci/override.ts';
import { UNSCORABLE_REASONS } from '../../qci/scorable.ts';

const text = (longest: number) => z.string().max(longest).nullable().optional();

/** Points by criterion, all eight. */
export const scoresSchema = z.strictObject(Object.fromEntries(CRITERION_KEYS.map((key) => [key, z.int().min(0).max(CRITERIA[key].max)])) as Record<CriterionKey, z.ZodInt>);

const evidence = z.strictObject({
  turn: z.int().nonnegative(),
  speaker: z.enum(['agent', 'customer']),
  quote: z.string(),
  polarity: z.enum(['+', '-']),
  state: z.enum(['verified', 'close', 'not_found']),
});

const judgedCriterion = z.strictObject({
  score: z.int().nonnegative(),
  max: z.int().positive(),
  reason: z.string(),
  evidence: z.array(evidence),
  clamped: z.strictObject({ from: z.number(), by: z.string() }).nullable().optional(),
});

/** What is written of a call's score: the name of the workspace's function, and the patch it takes. */
export const scorePatches = {
  /** What a judge said of a call. Either `unscorable`, or criteria, tier and brand_mentions. `run_key`: the same work makes one row. */
  record_run: z.strictObject({
    call_id: z.uuid(),
    run_key: z.uuid(),
    judge: z.string().min(1).max(200),
    rubric_version: z.string().min(1).max(40),
    ai_model: text(50),
    model_parameters: z.record(z.string(), z.unknown()).nullable().optional(),
    prompt_id: z.uuid().nullable().optional(),
    transcript_hash: text(200),
    unscorable: z.enum(UNSCORABLE_REASONS).nullable().optional(),
    criteria: z.strictObject(Object.fromEntries(CRITERION_KEYS.map((key) => [key, judgedCriterion])) as Record<CriterionKey, typeof judgedCriterion>).optional(),
    tier: z.enum(OUTCOME_TIERS).optional(),
    agent_talk_ratio: z.number().min(0).max(1).nullable().optional(),
    agent_talk_ratio_basis: z.enum(['time', 'words']).nullable().optional(),
    brand_mentions: z.int().nonnegative().optional(),
    doubts: z.array(z.string().max(80)).max(20).optional(),
    /** A worse band than the total's, where the judge has reasons. */
    status: z.enum(BANDS).optional(),
    coaching_tips: z.array(z.string().max(2000)).max(20).optional(),
    key_moments: z.array(z.string().max(1000)).max(100).optional(),
    tokens_used: z.int().nonnegative().nullable().optional(),
    analysis_cost: z.number().nonnegative().nullable().optional(),
    raw_analysis: z.unknown().optional(),
  }),
  adopt_run: z.strictObject({ call_id: z.uuid(), run_id: z.uuid() }),
  /** Of dimension and criterion exactly one; a value of null takes the override back. */
  override_score: z
    .strictObject({
      call_id: z.uuid(),
      dimension: z.enum(DIMENSIONS).optional(),
      criterion: z.enum(CRITERION_KEYS).optional(),
      value: z.int().min(0).max(30).nullable(),
      reason: z.enum(OVERRIDE_REASONS).nullable(),
      note: text(4000),
    })
    .refine(({ dimension, criterion }) => (dimension === undefined) !== (criterion === undefined)),
  complete_review: z.strictObject({ call_id: z.uuid(), scores: scoresSchema, was_blind: z.boolean(), seconds: z.int().nonnegative(), run_id: z.uuid().nullable() }),
} as const;
