import { z } from 'zod';
import { BATCH_STATES, BATCH_STOPS, batchPlanSchema, ITEM_FAILURES, ITEM_STATES, itemCodeSchema } from '../scoring/batch.ts';
import { scoreChangeSchema } from '../scoring/change.ts';
import { MOVEMENTS } from '../scoring/difference.ts';
import { operationSchema } from '../sync/operation.ts';

/** The most calls of one batch. */
export const MOST_BATCH_CALLS = 10_000;

const organizationId = z.uuid();
const ofBatch = { batchId: z.uuid() };
const ofItem = { ...ofBatch, callId: z.uuid() };
const dollars = z.number().nonnegative();

/** How many runs are made to count in one step. */
export const MOST_ADOPTED = 200;

/** The row that the workspace made of a run, and whether it became the call's score. */
export const runStandingSchema = z.strictObject({ id: z.uuid(), counts: z.boolean() });

/** What a run makes of a score that the call had; null where it had none. */
const change = scoreChangeSchema.nullable().default(null);

/** Requests to the store's process about batches of calls that are scored. */
export const batchPayloads = {
  /** Makes a batch whose calls all wait, in this order; one that is there already stays as it is. */
  addBatch: z.strictObject({ ...ofBatch, organizationId, name: z.string().max(120), startedAt: z.string().max(40), plan: batchPlanSchema, callIds: z.array(z.uuid()).min(1).max(MOST_BATCH_CALLS) }),
  listBatches: z.strictObject({ organizationId }),
  /** Notes where a batch stands, and why where it stands still. */
  markBatch: z.strictObject({ ...ofBatch, state: z.enum(BATCH_STATES), why: z.enum(BATCH_STOPS).nullable() }),
  /** Calls of running batches that wait, the oldest batch first and in its order, besides those that are taken up already. */
  listBatchWork: z.strictObject({ organizationId, limit: z.int().min(1).max(500), besides: z.array(z.strictObject(ofItem)).max(2000) }),
  /**
   * `sent`: a request goes out next, and `setAside` is the most it can cost. `waiting`: nothing came of it, though it may have been paid. `failed`: it is given up.
   * `recorded`: the workspace had this very run before.
   */
  markBatchItem: z.discriminatedUnion('state', [
    z.strictObject({ ...ofItem, state: z.literal('sent'), setAside: dollars }),
    z.strictObject({ ...ofItem, state: z.literal('waiting'), mayBePaid: z.boolean() }),
    z.strictObject({ ...ofItem, state: z.literal('failed'), code: z.enum(ITEM_FAILURES) }),
    z.strictObject({ ...ofItem, state: z.literal('recorded'), change, run: runStandingSchema.nullable().default(null) }),
  ]),
  /** Journals an answer that arrived, before anything is made of it. `cost` in US dollars; tokens null where the server counts none. */
  keepBatchAnswer: z.strictObject({
    ...ofItem, text: z.string(), model: z.string().max(400), promptTokens: z.int().nonnegative().nullable(), completionTokens: z.int().nonnegative().nullable(), cost: dollars,
  }),
  /** A call is judged, or known to have no score: its run goes into the outbox in the same step. */
  judgeBatchItem: z.strictObject({ ...ofItem, state: z.enum(['answered', 'unscorable']), code: itemCodeSchema.nullable(), operation: operationSchema, change }),
  /** Whatever was under way when the app ended waits again: an answer that was journaled is judged, the rest counts as lost in flight. */
  loseBatchFlights: z.strictObject({ organizationId }),
  /** What failed waits again, and the batch runs. */
  retryBatch: z.strictObject(ofBatch),
  /** The items of a batch in its order, those in these states; `after` is the last one's position. */
  listBatchItems: z.strictObject({ ...ofBatch, states: z.array(z.enum(ITEM_STATES)).min(1), after: z.int().nullable(), limit: z.int().min(1).max(500) }),
  /** What the batch made of scores that its calls had. */
  readDifference: z.strictObject(ofBatch),
  /** The calls of one group of that, those that moved furthest first; with `adoptable` only those whose run can be made to count now, with `callIds` only these. */
  listChanges: z.strictObject({ ...ofBatch, movement: z.enum(MOVEMENTS), adoptable: z.boolean(), callIds: z.array(z.uuid()).max(MOST_BATCH_CALLS).nullable(), offset: z.int().nonnegative(), limit: z.int().min(1).max(500) }),
  /** Puts operations that make runs of the batch count into the outbox; a run that was made to count before is left alone. */
  adoptRuns: z.strictObject({ ...ofBatch, operations: z.array(z.strictObject({ operation: operationSchema, seen: z.int().nonnegative() })).min(1).max(MOST_ADOPTED) }),
  /** Forgets a batch. Its runs stay, here and in the outbox. */
  removeBatch: z.strictObject(ofBatch),
} as const;
