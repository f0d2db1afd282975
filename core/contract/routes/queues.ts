import { z } from 'zod';
import { callFilterSchema } from '../../calls/filters.ts';
import { daySchema, MOST, QUEUE_KINDS, queueItemSchema, queueSchema, recipeSchema, savedViewSchema, SKIP_REASONS, STRATA } from '../../queues/queue.ts';
import { route } from '../define.ts';

const nothing = z.strictObject({});
const done = z.object({});
const ofQueue = { queueId: z.uuid() };
const ofCall = { ...ofQueue, callId: z.uuid() };
/** Made by the page, once for each thing a person does: what is sent twice under one id is done once. */
const opId = z.uuid();
const name = z.string().trim().min(1).max(MOST.name);
const callIds = z.array(z.uuid()).min(1).max(MOST.fill);
/** Calls of a queue as the person saw them. */
const items = z.array(z.strictObject({ id: z.uuid(), version: z.int().nonnegative() })).min(1).max(MOST.fill);
const where = { source: z.enum(['workspace', 'cache']), asOf: z.string() };
/** 0 for one that is not there yet. */
const version = z.int().nonnegative();

/** Where the calls come from: named ones, the newest that a filter finds, or a recipe that draws from what it finds. */
export const fillSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('calls'), callIds }),
  z.strictObject({ from: z.literal('filter'), filter: callFilterSchema, most: z.int().min(1).max(MOST.fill) }),
  z.strictObject({ from: z.literal('recipe'), filter: callFilterSchema, recipe: recipeSchema, seed: z.int().min(0).max(2_147_483_647) }),
]);
export type FillSource = z.input<typeof fillSourceSchema>;
/** The same once it was read. */
export type ReadFillSource = z.output<typeof fillSourceSchema>;

/**
 * Queues and saved views. What is read is kept on this device and answered from there where the workspace is out of reach; changes
 * reject `offline` then, `conflict` where somebody else was faster, `forbidden` where the role does not allow them.
 */
export const queuesRoutes = {
  'queues.list': route(nothing, z.object({ queues: z.array(queueSchema), ...where })),
  /** A queue with all its calls. */
  'queues.get': route(z.strictObject(ofQueue), z.object({ queue: queueSchema, items: z.array(queueItemSchema), ...where })),
  /** The call to do next after one (null: from the start), and up to three that follow it, to be read ahead. Null where none is free. */
  'queues.next': route(
    z.strictObject({ ...ofQueue, afterCallId: z.uuid().nullable().default(null) }),
    z.object({ next: z.uuid().nullable(), following: z.array(z.uuid()).max(3), source: z.enum(['workspace', 'cache']) }),
  ),
  /** Takes a call for half an hour, or renews it: `held` by somebody else, or `unconfirmed` where the workspace cannot be asked. */
  'queues.take': route(z.strictObject(ofCall), z.object({ state: z.enum(['taken', 'held', 'unconfirmed']), byName: z.string().nullable(), until: z.string().nullable() })),
  /** Lets go of it; where the workspace is out of reach, the lock runs out by itself. */
  'queues.release': route(z.strictObject(ofCall), done),
  /** Makes a queue, or changes what is named of it. */
  'queues.save': route(
    z.strictObject({
      ...ofQueue, opId, version, name: name.optional(), kind: z.enum(QUEUE_KINDS).optional(), blind: z.boolean().optional(), shared: z.boolean().optional(),
      dueOn: daySchema.nullable().optional(), closed: z.boolean().optional(), deleted: z.boolean().optional(),
    }),
    done,
  ),
  'queues.fill': route(z.strictObject({ ...ofQueue, opId, source: fillSourceSchema }), z.object({ added: z.int().nonnegative(), already: z.int().nonnegative() })),
  /** How many calls each stratum of a recipe could draw from. */
  'queues.preview': route(z.strictObject({ ...ofQueue, filter: callFilterSchema }), z.object({ available: z.record(z.enum(STRATA), z.int().nonnegative()) })),
  /** A user of null: anybody may do them. `left` were changed by somebody else meanwhile, or are not the person's to assign. */
  'queues.assign': route(z.strictObject({ ...ofQueue, opId, items, userId: z.uuid().nullable() }), z.object({ assigned: z.int().nonnegative(), left: z.array(z.uuid()) })),
  'queues.reopen': route(z.strictObject({ ...ofQueue, opId, items }), done),
  'queues.remove': route(z.strictObject({ ...ofQueue, opId, items }), done),
  /** Puts a call at the end of its queue. */
  'queues.skip': route(z.strictObject({ ...ofCall, opId, reason: z.enum(SKIP_REASONS), note: z.string().trim().max(MOST.note).nullable().default(null) }), done),
  /** Flags a call for calibration, or takes the flag back. */
  'queues.flag': route(z.strictObject({ callId: z.uuid(), opId, flagged: z.boolean() }), done),
  'queues.listFlagged': route(z.strictObject({ callIds: z.array(z.uuid()).min(1).max(200) }), z.object({ callIds: z.array(z.uuid()) })),
  'views.list': route(nothing, z.object({ views: z.array(savedViewSchema), ...where })),
  'views.save': route(
    z.strictObject({ viewId: z.uuid(), opId, version, name: name.optional(), filters: z.record(z.string(), z.unknown()).optional(), shared: z.boolean().optional(), deleted: z.boolean().optional() }),
    done,
  ),
} as const;
