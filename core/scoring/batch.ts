import { z } from 'zod';
import { rubricSchema } from '../qci/rubric.ts';
import { UNSCORABLE_REASONS } from '../qci/scorable.ts';

/**
 * Where a call of a batch stands. `waiting`: nothing is under way. `sent`: the judge was asked and may have been paid. `answered`: it is
 * judged, and the run is in the outbox. `recorded`: the workspace has the run. `unscorable` and `failed` say why (`code`).
 */
export const ITEM_STATES = ['waiting', 'sent', 'answered', 'recorded', 'unscorable', 'failed'] as const;

/**
 * Why a call has no score that could have one. The first six are the model's or its server's; `no_call`: the workspace has no such
 * call; `refused`: the workspace does not take the run; `discarded`: the person threw the run away before it was sent.
 */
export const ITEM_FAILURES = ['key_refused', 'model_unknown', 'request_refused', 'busy', 'unreachable', 'unreadable', 'no_call', 'refused', 'discarded'] as const;

/** Why a batch stands still: the person paused it, its budget is used up, or what every further call would meet too. */
export const BATCH_STOPS = ['person', 'budget', 'no_price', 'no_key', 'judge_changed', 'key_refused', 'model_unknown', 'request_refused', 'busy', 'unreachable', 'offline', 'internal'] as const;

/** `cancelled` and `done` are ends; of a cancelled batch what was answered stays. */
export const BATCH_STATES = ['running', 'paused', 'cancelled', 'done'] as const;

export type ItemState = (typeof ITEM_STATES)[number];
export type ItemFailure = (typeof ITEM_FAILURES)[number];
export type BatchStop = (typeof BATCH_STOPS)[number];
export type BatchState = (typeof BATCH_STATES)[number];

/** Every reason an item can have. */
export const itemCodeSchema = z.enum([...UNSCORABLE_REASONS, ...ITEM_FAILURES]);

const modelJudgeSchema = z.strictObject({
  kind: z.literal('model'),
  /** Which server is asked: the key goes to no other one. */
  baseUrl: z.string().max(400),
  model: z.string().min(1).max(100),
  temperature: z.number().min(0).max(2),
  seed: z.int().min(0),
});

/** By whom a batch is scored, as it was when it began: what is set otherwise later changes nothing of it. */
export const batchJudgeSchema = z.discriminatedUnion('kind', [modelJudgeSchema, z.strictObject({ kind: z.literal('deterministic') })]);

export type BatchJudge = z.infer<typeof batchJudgeSchema>;
export type ModelJudge = z.infer<typeof modelJudgeSchema>;

/** What a batch is done with. */
export const batchPlanSchema = z.strictObject({ judge: batchJudgeSchema, rubric: rubricSchema, /** US dollars. */ budget: z.number().positive().max(100_000).nullable() });

export type BatchPlan = z.infer<typeof batchPlanSchema>;
