import { z } from 'zod';
import { OPERATION_KINDS, OPERATION_STATES, type OperationKind } from '../../sync/operation.ts';
import { route } from '../define.ts';

const nothing = z.strictObject({});
const ofOperation = { opId: z.uuid() };
/** A value of a conflict or of an operation, as a screen can show it. */
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Why somebody gives a part of a score this value: a reason, and his words; null where he said neither. */
const why = z.object({ reason: z.string().nullable(), note: z.string().nullable() }).nullable();

/** One value that two people changed: what it was, what this person made of it, and what stands there now. */
export const conflictFieldSchema = z.object({
  field: z.string(),
  before: value,
  mine: value,
  theirs: value,
  /** Of points only: what the judge gave, and why each gives his own. */
  points: z.object({ judge: z.number().nullable(), mine: why, theirs: why }).optional(),
});

export const outboxItemSchema = z.object({
  ...ofOperation,
  kind: z.enum(OPERATION_KINDS as [OperationKind, ...OperationKind[]]),
  /** Null where it belongs to no call. */
  callId: z.uuid().nullable(),
  /** What tells the call: its assistant and when it was; null where this device no longer knows. */
  call: z.object({ assistantName: z.string().nullable(), createdAt: z.string() }).nullable(),
  /** What the operation is about in the person's own words: a label, the beginning of a comment. */
  subject: z.string(),
  /** Points that it gives: of a dimension, a criterion or the `total`. */
  changes: z.array(z.object({ part: z.string(), from: z.number().nullable(), to: z.number().nullable() })),
  state: z.enum(OPERATION_STATES),
  madeAt: z.string(),
  attempts: z.int().nonnegative(),
  notBefore: z.string().nullable(),
  /** Why the workspace refused it; null unless it failed. */
  refusal: z.object({ code: z.string(), field: z.string().nullable() }).nullable(),
  /** What it met; null unless it is parked. `gone`: the row is deleted there. */
  conflict: z.object({ byName: z.string().nullable(), at: z.string().nullable(), gone: z.boolean(), fields: z.array(conflictFieldSchema) }).nullable(),
  /** The values of its patch that a person may edit before it is sent. */
  editable: z.record(z.string(), value),
});

/**
 * What the outbox does: `idle`, `sending`, waiting because the workspace is out of reach (`cut-off`) or asked to wait
 * (`slowed`), or because the session ended (`sign-in-needed`).
 */
export const outboxStateSchema = z.object({
  state: z.enum(['idle', 'sending', 'cut-off', 'slowed', 'sign-in-needed']),
  waiting: z.int().nonnegative(),
  sending: z.int().nonnegative(),
  parked: z.int().nonnegative(),
  failed: z.int().nonnegative(),
});

const outbox = outboxStateSchema.extend({ items: z.array(outboxItemSchema) });

/** What is not sent yet. Each change answers how things stand after it. */
export const outboxRoutes = {
  'outbox.list': route(nothing, outbox),
  /** Sends what waits now, whatever it waits for. */
  'outbox.flush': route(nothing, outbox),
  /** Sends one anew that failed or waits. */
  'outbox.retry': route(z.strictObject(ofOperation), outbox),
  /** Changes values of one that was not sent yet, or that failed. Rejects `conflict` where it may have been sent meanwhile. */
  'outbox.edit': route(z.strictObject({ ...ofOperation, values: z.record(z.string(), value) }), outbox),
  'outbox.discard': route(z.strictObject(ofOperation), outbox),
  /** Settles a conflict: for each field whose value stands; what is not named stays theirs. */
  'outbox.resolve': route(z.strictObject({ ...ofOperation, mine: z.array(z.string()).max(20) }), outbox),
  /** Writes what is not sent into a file that the person chooses; null where he chose none. */
  'outbox.export': route(nothing, z.object({ file: z.string().nullable(), operations: z.int().nonnegative() })),
} as const;

export type OutboxItem = z.infer<typeof outboxItemSchema>;
export type OutboxState = z.infer<typeof outboxStateSchema>;
export type Outbox = z.infer<typeof outbox>;
