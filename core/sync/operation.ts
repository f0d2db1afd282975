import { z } from 'zod';
import { documentPatches } from './documents/patches.ts';
import { momentPatches } from './moments/patches.ts';
import { queueStepPatches } from './queue-steps.ts';
import { scorePatches } from './scores/patches.ts';

/**
 * Every write the outbox knows: the name of the workspace's function, and the patch it takes, in the function's own words.
 * A kind that is added here is journaled, sent, retried and shown in the tray like the others.
 */
export const operationPatches = { ...momentPatches, ...scorePatches, ...queueStepPatches, ...documentPatches } as const;

export type OperationKind = keyof typeof operationPatches;
export type PatchOf<K extends OperationKind> = z.output<(typeof operationPatches)[K]>;

export const OPERATION_KINDS = Object.keys(operationPatches) as OperationKind[];

const common = {
  /** Made by the client; the workspace applies an id once, however often it is sent. */
  opId: z.uuid(),
  organizationId: z.uuid(),
  /**
   * The row whose version is expected: a moment, a comment; a call, whose score has no other id before it is scored; an
   * assistant, a prompt version, an organization. What counts on no row has the operation's own id.
   */
  entityId: z.uuid(),
  /** The version of that row the person saw, or will have been brought about by what is sent before; 0 for a row not there yet. */
  expectedVersion: z.int().nonnegative(),
  /** ISO time at which the person acted, by this device's clock; shown, never compared. */
  madeAt: z.string(),
  /** What the changed values were when the person changed them, by the patch's own keys: the "before" of a conflict. */
  before: z.record(z.string(), z.unknown()).default({}),
};
/** The call it belongs to: operations of one call are sent in the order they were made. */
const ofCall = { ...common, callId: z.uuid() };
const ofNoCall = { ...common, callId: z.null() };

/** One thing a person did, as it is journaled and sent. It is not changed once it may have been sent. */
export const operationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mark_moment'), patch: momentPatches.mark_moment, ...ofCall }),
  z.strictObject({ kind: z.literal('change_moment'), patch: momentPatches.change_moment, ...ofCall }),
  z.strictObject({ kind: z.literal('delete_moment'), patch: momentPatches.delete_moment, ...ofCall }),
  z.strictObject({ kind: z.literal('comment_moment'), patch: momentPatches.comment_moment, ...ofCall }),
  z.strictObject({ kind: z.literal('share_moment'), patch: momentPatches.share_moment, ...ofCall }),
  z.strictObject({ kind: z.literal('record_run'), patch: scorePatches.record_run, ...ofCall }),
  z.strictObject({ kind: z.literal('adopt_run'), patch: scorePatches.adopt_run, ...ofCall }),
  z.strictObject({ kind: z.literal('override_score'), patch: scorePatches.override_score, ...ofCall }),
  z.strictObject({ kind: z.literal('complete_review'), patch: scorePatches.complete_review, ...ofCall }),
  z.strictObject({ kind: z.literal('skip_item'), patch: queueStepPatches.skip_item, ...ofCall }),
  z.strictObject({ kind: z.literal('flag_call'), patch: queueStepPatches.flag_call, ...ofCall }),
  z.strictObject({ kind: z.literal('save_prompt_version'), patch: documentPatches.save_prompt_version, ...ofNoCall }),
  z.strictObject({ kind: z.literal('publish_prompt'), patch: documentPatches.publish_prompt, ...ofNoCall }),
  z.strictObject({ kind: z.literal('annotate_prompt'), patch: documentPatches.annotate_prompt, ...ofNoCall }),
  z.strictObject({ kind: z.literal('save_rubric'), patch: documentPatches.save_rubric, ...ofNoCall }),
]);

export type Operation = z.output<typeof operationSchema>;
export type MomentOperation = Extract<Operation, { kind: keyof typeof momentPatches }>;
export type ScoreOperation = Extract<Operation, { kind: keyof typeof scorePatches }>;
export type DocumentOperation = Extract<Operation, { kind: keyof typeof documentPatches }>;

export const isMomentOperation = (operation: Operation): operation is MomentOperation => operation.kind in momentPatches;
export const isDocumentOperation = (operation: Operation): operation is DocumentOperation => operation.kind in documentPatches;
export const isScoreOperation = (operation: Operation): operation is ScoreOperation => operation.kind in scorePatches;

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
/** One in the outbox, of these kinds. */
export type Queued<O extends Operation> = Omit<QueuedOperation, 'operation'> & { readonly operation: O };
export type OperationState = (typeof OPERATION_STATES)[number];
