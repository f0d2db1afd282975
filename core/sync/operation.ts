import { z } from 'zod';
import { LONGEST, MOMENT_KINDS } from '../moments/moment.ts';

const ms = z.int().min(0).max(604_800_000);
const label = z.string().trim().min(1).max(LONGEST.label);
/** As the workspace keeps it: an empty note is none. */
const note = z.string().trim().max(LONGEST.note).transform((text) => text || null).nullable();
const kind = z.enum(MOMENT_KINDS);

/**
 * Every write the outbox knows: the name of the workspace's function, and the patch it takes, in the function's own words.
 * A kind that is added here is journaled, sent, retried and shown in the tray like the others.
 */
export const operationPatches = {
  mark_moment: z.strictObject({ moment_id: z.uuid(), call_id: z.uuid(), start_ms: ms, end_ms: ms.nullable(), label, kind, note }),
  /** `deleted: false` brings a deleted moment back in the same step. */
  change_moment: z.strictObject({
    moment_id: z.uuid(), start_ms: ms.optional(), end_ms: ms.nullable().optional(), label: label.optional(), kind: kind.optional(), note: note.optional(), deleted: z.literal(false).optional(),
  }),
  delete_moment: z.strictObject({ moment_id: z.uuid(), deleted: z.boolean() }),
  comment_moment: z.strictObject({ comment_id: z.uuid(), moment_id: z.uuid(), body: z.string().trim().max(LONGEST.comment).nullable(), at_ms: ms.nullable() }),
  share_moment: z.strictObject({ moment_id: z.uuid(), user_id: z.uuid(), shared: z.boolean() }),
} as const;

export type OperationKind = keyof typeof operationPatches;
export type PatchOf<K extends OperationKind> = z.output<(typeof operationPatches)[K]>;

export const OPERATION_KINDS = Object.keys(operationPatches) as OperationKind[];

const common = {
  /** Made by the client; the workspace applies an id once, however often it is sent. */
  opId: z.uuid(),
  organizationId: z.uuid(),
  /** The call it belongs to: operations of one call are sent in the order they were made. */
  callId: z.uuid(),
  /** The row whose version is expected: a moment, or a comment. */
  entityId: z.uuid(),
  /** The version of that row the person saw, or will have been brought about by what is sent before; 0 for a row not there yet. */
  expectedVersion: z.int().nonnegative(),
  /** ISO time at which the person acted, by this device's clock; shown, never compared. */
  madeAt: z.string(),
  /** What the changed values were when the person changed them, by the patch's own keys: the "before" of a conflict. */
  before: z.record(z.string(), z.unknown()).default({}),
};

/** One thing a person did, as it is journaled and sent. It is not changed once it may have been sent. */
export const operationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mark_moment'), patch: operationPatches.mark_moment, ...common }),
  z.strictObject({ kind: z.literal('change_moment'), patch: operationPatches.change_moment, ...common }),
  z.strictObject({ kind: z.literal('delete_moment'), patch: operationPatches.delete_moment, ...common }),
  z.strictObject({ kind: z.literal('comment_moment'), patch: operationPatches.comment_moment, ...common }),
  z.strictObject({ kind: z.literal('share_moment'), patch: operationPatches.share_moment, ...common }),
]);

export type Operation = z.output<typeof operationSchema>;

/**
 * Where an operation stands. `waiting`: to be sent, now or from `notBefore` on. `sending`: it may have reached the workspace.
 * `parked`: it met a conflict and waits for the person. `failed`: the workspace will never take it. One that was applied is
 * no longer in the outbox.
 */
export const OPERATION_STATES = ['waiting', 'sending', 'parked', 'failed'] as const;

export const queuedOperationSchema = z.object({
  operation: operationSchema,
  /** Its place in the outbox; rises with every operation that is made. */
  seq: z.int().positive(),
  state: z.enum(OPERATION_STATES),
  /** How often it was sent. */
  attempts: z.int().nonnegative(),
  /** ISO time before which it is not sent again; null where it may be at once. */
  notBefore: z.string().nullable(),
  /** Of a parked one: what stands at the workspace now, as it answered. */
  current: z.record(z.string(), z.unknown()).nullable(),
  /** Of a failed one: the code of the refusal and the field it is about. */
  refusal: z.object({ code: z.string(), field: z.string().nullable() }).nullable(),
});

export type QueuedOperation = z.output<typeof queuedOperationSchema>;
export type OperationState = (typeof OPERATION_STATES)[number];
