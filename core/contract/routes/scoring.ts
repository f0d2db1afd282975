import { z } from 'zod';
import { callFilterSchema } from '../../calls/filters.ts';
import { priceSchema } from '../../qci/model/prices.ts';
import { DIMENSIONS, type Dimension } from '../../qci/criteria.ts';
import { BATCH_STATES, BATCH_STOPS, ITEM_STATES } from '../../scoring/batch.ts';
import { scoreChangeSchema } from '../../scoring/change.ts';
import { MOVEMENTS, STANDINGS, type Movement } from '../../scoring/difference.ts';
import { MOST_BATCH_CALLS } from '../../store/batch-payloads.ts';
import { route } from '../define.ts';

const nothing = z.strictObject({});
const ofBatch = { batchId: z.uuid() };
const count = z.int().nonnegative();
const dollars = z.number().nonnegative();

/** Which calls: named ones; those that a filter finds when the batch starts; or those whose score another rubric than the latest gave. The newest first, at most so many. */
export const batchSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('calls'), callIds: z.array(z.uuid()).min(1).max(MOST_BATCH_CALLS) }),
  z.strictObject({ from: z.literal('filter'), filter: callFilterSchema, most: z.int().min(1).max(MOST_BATCH_CALLS) }),
  z.strictObject({ from: z.literal('outdated'), most: z.int().min(1).max(MOST_BATCH_CALLS) }),
]);

const judgeKind = z.enum(['model', 'deterministic']);

/** Shortest key of a model's server, in signs. */
export const LEAST_KEY = 8;
/** What a key is made of: it travels in a header, which takes printable ASCII alone. */
export const KEY_SIGNS = /^[\x21-\x7e]*$/;

/** How the model judge is asked; all but its key. */
const judgeChoices = {
  /** Where the server is: https, or http on this machine alone. */
  baseUrl: z.string().trim().max(400),
  model: z.string().trim().min(1).max(100),
  temperature: z.number().min(0).max(2),
  seed: z.int().min(0).max(2_147_483_647),
  /** Requests at once, at most; fewer where the server says that it is too much. */
  concurrency: z.int().min(1).max(64),
  /** How long one request may take. */
  timeoutSeconds: z.int().min(5).max(600),
  prices: z.array(priceSchema).max(100),
};

/** How the key is kept: sealed on disk, only until the app ends, or there is none. */
export const judgeSettingsSchema = z.object({ ...judgeChoices, key: z.object({ kept: z.enum(['sealed', 'memory', 'none']), last4: z.string().max(4).nullable() }) });

const estimate = z.object({
  calls: count,
  /** Calls without a transcript: they get no score, and cost nothing. */
  withoutTranscript: count,
  promptTokens: count,
  completionTokens: count,
  /** US dollars; null where the model's price is not known. */
  cost: dollars.nullable(),
  seconds: count,
  concurrency: count,
});

/** A batch of calls that are scored, as it stands. */
export const batchSchema = z.object({
  ...ofBatch,
  name: z.string(),
  startedAt: z.string(),
  state: z.enum(BATCH_STATES),
  /** Why it stands still. */
  why: z.enum(BATCH_STOPS).nullable(),
  judge: z.object({ kind: judgeKind, model: z.string().nullable() }),
  rubricVersion: z.string(),
  /** The thresholds of that rubric. */
  bands: z.object({ pass: z.number(), review: z.number() }),
  budget: dollars.nullable(),
  total: count,
  counts: z.object(Object.fromEntries(ITEM_STATES.map((state) => [state, count])) as Record<(typeof ITEM_STATES)[number], typeof count>),
  /** Whether any of its calls had a score before, and was given another run. */
  again: z.boolean(),
  paid: count,
  lostInFlight: count,
  promptTokens: count,
  completionTokens: count,
  /** US dollars: for the answers that arrived, null where the model has no price; and the most that requests under way or lost in flight may cost besides. */
  cost: dollars.nullable(),
  mayCost: dollars,
  /** Requests that may be under way now; null where it does not run. */
  concurrency: count.nullable(),
  secondsLeft: z.number().nonnegative().nullable(),
});

const all = z.object({ batches: z.array(batchSchema) });

const item = z.object({ callId: z.uuid(), position: count, state: z.enum(ITEM_STATES), code: z.string().nullable(), asked: count, paid: count, cost: dollars });

/** What scoring calls again came to: how many moved where by the batch's thresholds, and by how many points in the mean. */
const difference = z.object({
  counts: z.object(Object.fromEntries(MOVEMENTS.map((movement) => [movement, count])) as Record<Movement, typeof count>),
  mean: z.object(Object.fromEntries(['total', ...DIMENSIONS].map((part) => [part, z.number().nullable()])) as Record<'total' | Dimension, z.ZodNullable<z.ZodNumber>>),
});

const rescored = scoreChangeSchema.extend({ standing: z.enum(STANDINGS), runId: z.uuid().nullable() });
const ofGroup = { ...ofBatch, movement: z.enum(MOVEMENTS) };

/** Scoring of many calls, and the model judge's settings. Each change answers how things stand after it; progress comes as `scoring.progressed`. */
export const scoringRoutes = {
  'scoring.judge': route(nothing, judgeSettingsSchema),
  /** Rejects `bad_request` for an address that no key may go to. Another address forgets the key. */
  'scoring.saveJudge': route(z.strictObject(judgeChoices).partial(), judgeSettingsSchema),
  /** Null forgets it. It never comes back out. */
  'scoring.setKey': route(z.strictObject({ key: z.string().trim().min(LEAST_KEY).max(400).regex(KEY_SIGNS).nullable() }), judgeSettingsSchema),
  'scoring.estimate': route(z.strictObject({ source: batchSourceSchema, judge: judgeKind }), estimate),
  /** Rejects `forbidden` for viewers, `not_found` where the source means no call, and `bad_request` with details.reason `no_key` or `no_price` (a budget needs one). */
  'scoring.start': route(z.strictObject({ ...ofBatch, name: z.string().trim().min(1).max(120), source: batchSourceSchema, judge: judgeKind, budget: z.number().positive().max(100_000).nullable() }), all),
  'scoring.list': route(nothing, all),
  /** In the batch's order; `next` is what `after` says for the page behind. */
  'scoring.items': route(
    z.strictObject({ ...ofBatch, states: z.array(z.enum(ITEM_STATES)).min(1), after: z.int().nullable(), limit: z.int().min(1).max(500) }),
    z.object({ items: z.array(item), next: z.int().nullable() }),
  ),
  /** What a batch made of scores that its calls had, from what this device noted when it scored each of them. */
  'scoring.difference': route(z.strictObject(ofBatch), difference),
  /** The calls of one group of that, those that moved furthest first; `total` and `adoptable` are of the whole group. */
  'scoring.changes': route(z.strictObject({ ...ofGroup, offset: count, limit: z.int().min(1).max(500) }), z.object({ changes: z.array(rescored), total: count, adoptable: count })),
  /**
   * Makes runs of a group's calls, or of these of them, count where a person's decision holds them back; what people decided stays on top. Journaled on this device
   * before it is answered. Rejects `forbidden` for viewers.
   */
  'scoring.adopt': route(z.strictObject({ ...ofGroup, callIds: z.array(z.uuid()).min(1).max(MOST_BATCH_CALLS).nullable() }), z.object({ adopted: count })),
  /** What is under way is waited for, and counts. */
  'scoring.pause': route(z.strictObject(ofBatch), all),
  'scoring.resume': route(z.strictObject(ofBatch), all),
  /** Ends it for good; what was scored stays. */
  'scoring.cancel': route(z.strictObject(ofBatch), all),
  /** Calls that failed are scored again. */
  'scoring.retry': route(z.strictObject(ofBatch), all),
  /** Forgets a batch; its scores stay. A running one is cancelled first. */
  'scoring.remove': route(z.strictObject(ofBatch), all),
} as const;

export type Batch = z.infer<typeof batchSchema>;
export type BatchSource = z.infer<typeof batchSourceSchema>;
export type JudgeSettings = z.infer<typeof judgeSettingsSchema>;
export type JudgeChoices = Omit<JudgeSettings, 'key'>;
export type BatchEstimate = z.infer<typeof estimate>;
export type BatchDifference = z.infer<typeof difference>;
