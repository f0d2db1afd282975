import { z } from 'zod';
import { callDetailSchema } from '../calls/call-detail.ts';
import { callRowSchema } from '../calls/call-row.ts';
import { callFilterSchema, keptSortSchema } from '../calls/filters.ts';
import { LONGEST_DRAFT } from '../contract/routes/drafts.ts';
import { facetsSchema } from '../contract/routes/calls.ts';
import { checkoutSourceSchema, MOST_CALLS } from '../contract/routes/checkouts.ts';
import { OPERATION_STATES, operationSchema } from '../sync/operation.ts';
import { batchPayloads, runStandingSchema } from './batch-payloads.ts';

/**
 * What can go wrong in the store's process. `unreadable`: wrong key or no database. `damaged`: pages do not fit together.
 * `newer`: written by a later version of the app. `busy`: another process has it open.
 */
export const STORE_ERROR_CODES = ['not_open', 'bad_request', 'unreadable', 'damaged', 'newer', 'busy', 'disk_full', 'read_only', 'internal'] as const;

const organizationId = z.uuid();
const callId = z.uuid();
const opId = z.uuid();
/** How often it had been sent when the person decided: one that went out since stays as it is. Null where that is no question. */
const sentSoOften = z.int().nonnegative().nullable().default(null);
const question = z.string().regex(/^[a-z.A-Z]{1,40}( [0-9a-f-]{36})?$/);
const isoTime = z.string().min(1).max(40);
const cursor = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable();
const bytes = z.instanceof(Int8Array);

/** The payload of each request to the store's process. */
export const storePayloads = {
  open: z.strictObject({
    /** Absolute path of the file, or `:memory:` for a store that leaves nothing on disk. */
    path: z.string().min(1),
    /** 32 bytes as hex; null only in memory. */
    keyHex: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
    /** Bytes of details and peaks to keep; the least recently opened go first. */
    maxBytes: z.int().positive().default(512 * 1024 * 1024),
    /** What to do with a file that cannot be read: rename it and start anew, or refuse and leave it. */
    onUnreadable: z.enum(['set-aside', 'refuse']).default('set-aside'),
    /** Check every page before use; also done by itself after an unclean end. */
    verify: z.boolean().default(false),
  }),
  close: z.strictObject({}),
  saveRows: z.strictObject({
    organizationId,
    rows: z.array(callRowSchema).max(1000),
    /** When the workspace gave these rows; null leaves the list's own time alone. */
    asOf: isoTime.nullable(),
    /** The page these rows answer: cached rows that belong in it and were not among them go (see MissingCalls). */
    page: z.strictObject({ filter: callFilterSchema, sort: keptSortSchema, cursor, complete: z.boolean() }).nullable().default(null),
  }),
  listRows: z.strictObject({ organizationId, filter: callFilterSchema, sort: keptSortSchema, cursor, limit: z.int().min(1).max(500) }),
  countRows: z.strictObject({ organizationId, filter: callFilterSchema, cap: z.int().min(1).max(1_000_000) }),
  removeRows: z.strictObject({ organizationId, ids: z.array(callId).max(10_000) }),
  saveDetail: z.strictObject({ organizationId, call: callDetailSchema, readAt: isoTime }),
  getDetail: z.strictObject({ organizationId, callId }),
  saveFacets: z.strictObject({ organizationId, facets: facetsSchema, readAt: isoTime }),
  getFacets: z.strictObject({ organizationId }),
  savePeaks: z.strictObject({
    organizationId,
    callId,
    /** The recording the peaks were computed from; another one makes them worthless. */
    reference: z.string().max(4000),
    durationSeconds: z.number().positive(),
    pointsPerSecond: z.number().positive(),
    agent: bytes,
    customer: bytes,
    mono: z.boolean(),
    /** The channel the agent is on; null where the file has one channel. */
    agentChannel: z.union([z.literal(0), z.literal(1)]).nullable(),
  }),
  getPeaks: z.strictObject({ organizationId, callId, reference: z.string().max(4000) }),
  status: z.strictObject({ organizationId: organizationId.nullable() }),
  /** Journals what a person did; answered only when it is safe on disk. The expected version is the store's to fill in. */
  /** `seen`: the version of its row that the person had before his eyes; null where it is what is kept. */
  addOperation: z.strictObject({ operation: operationSchema, seen: z.int().nonnegative().nullable().default(null) }),
  /** In the order they were made; of one organization, of one call, or all. */
  listOperations: z.strictObject({ organizationId: organizationId.nullable(), callId: callId.nullable().default(null) }),
  /** Notes where an operation stands. */
  markOperation: z.strictObject({
    opId,
    state: z.enum(OPERATION_STATES),
    attempts: z.int().nonnegative(),
    notBefore: isoTime.nullable(),
    current: z.record(z.string(), z.unknown()).nullable().default(null),
    refusal: z.strictObject({ code: z.string(), field: z.string().nullable() }).nullable().default(null),
  }),
  /**
   * The workspace has it, and its row the version: it leaves the outbox and becomes part of the kept call, in one step. `run`: what it
   * said of one that was recorded.
   */
  settleOperation: z.strictObject({ opId, version: z.int().nonnegative(), by: z.strictObject({ userId: z.uuid(), name: z.string().nullable() }), run: runStandingSchema.nullable().default(null) }),
  /** Puts another operation in its place in the order (an edited or rebased one, under an id of its own), waiting. */
  replaceOperation: z.strictObject({ opId, operation: operationSchema, attempts: sentSoOften }),
  /** It will never be sent. What waits behind it on the same row expects what core/sync/rules.ts says. */
  removeOperation: z.strictObject({ opId, attempts: sentSoOften, also: z.array(opId).default([]) }),
  /** An empty text ends the draft. */
  saveDraft: z.strictObject({ organizationId, callId, field: z.string().max(80), text: z.string().max(LONGEST_DRAFT) }),
  listDrafts: z.strictObject({ organizationId, callId }),
  /** Where the person was; a null call forgets it. */
  savePlace: z.strictObject({ organizationId, callId: callId.nullable(), positionMs: z.int().nonnegative() }),
  getPlace: z.strictObject({ organizationId }),
  /** Makes a checkout of these calls; those of it that are kept already are pinned at once. */
  addCheckout: z.strictObject({
    organizationId, checkoutId: z.uuid(), name: z.string().max(120), startedAt: isoTime, withAudio: z.boolean(), source: checkoutSourceSchema, callIds: z.array(callId).max(2000),
  }),
  listCheckouts: z.strictObject({ organizationId }),
  markCheckout: z.strictObject({ checkoutId: z.uuid(), paused: z.boolean() }),
  /** What became of one call of it. `ready` pins the kept call and its peaks, so that they are never evicted. */
  markCheckoutCall: z.strictObject({ checkoutId: z.uuid(), callId, state: z.enum(['ready', 'failed']), audio: z.enum(['ready', 'none', 'failed']), audioBytes: z.int().nonnegative() }),
  /** The calls of it that have no outcome yet, in its order. */
  listCheckoutCalls: z.strictObject({ checkoutId: z.uuid(), limit: z.int().min(1).max(2000) }),
  /** Ends a checkout and unpins what only it held. */
  removeCheckout: z.strictObject({ checkoutId: z.uuid() }),
  /** Which of these calls are kept whole, and whether with their recording; does not count as opening them. */
  listKept: z.strictObject({ organizationId, callIds: z.array(callId).max(MOST_CALLS) }),
  /** The text of a prompt version; versions never change, so that each is kept once. */
  savePrompt: z.strictObject({ organizationId, promptId: z.uuid(), version: z.int(), content: z.string() }),
  getPrompt: z.strictObject({ organizationId, promptId: z.uuid() }),
  /** Keeps an answer of the workspace as it was last given, by the question's name; who reads it checks its shape. */
  saveAnswer: z.strictObject({ organizationId, question, value: z.unknown(), readAt: isoTime }),
  getAnswer: z.strictObject({ organizationId, question }),
  /** Moments of kept calls, the latest first, with what tells their call. */
  listKeptMoments: z.strictObject({ organizationId, limit: z.int().min(1).max(1000) }),
  /** Calls that must stay on this device: those of a checkout, and those with operations that were not sent. */
  listHeldCalls: z.strictObject({ organizationId }),
  ...batchPayloads,
  /** The organizations of which anything is kept. */
  listOrganizations: z.strictObject({}),
  deleteOrganization: z.strictObject({ organizationId }),
} as const;

export const storeRequestSchema = z.object({ id: z.int(), op: z.string(), payload: z.unknown() });

/** An answer holds its value, or the same as JSON text: a text crosses the line in one piece, an object property by property. */
export const storeReplySchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown(), json: z.string().optional() }),
  z.object({ id: z.int(), ok: z.literal(false), error: z.object({ code: z.enum(STORE_ERROR_CODES), message: z.string() }) }),
]);

/** The value of an answer, however it travelled. */
export const storedValue = ({ value, json }: { value?: unknown; json?: string | undefined }): unknown => (json === undefined ? value : JSON.parse(json));

export type StorePayloads = typeof storePayloads;
export type StoreOp = keyof StorePayloads;
/** What a caller writes: defaults may be left out. */
export type StoreInput<K extends StoreOp> = z.input<StorePayloads[K]>;
/** What the store's process works with. */
export type StorePayload<K extends StoreOp> = z.output<StorePayloads[K]>;
export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number];
export type StoreRequest = z.infer<typeof storeRequestSchema>;
export type StoreReply = z.infer<typeof storeReplySchema>;

/** The store's end of the line to main, whatever kind of process it runs in. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  listen(handle: (message: unknown) => void): void;
}
