import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callDetailSchema, type CallDetail } from '../../core/calls/call-detail.ts';
import { callRowSchema, type CallRow } from '../../core/calls/call-row.ts';
import type { StoreResults } from '../../core/store/local-store.ts';
import { momentSchema, type Moment } from '../../core/moments/moment.ts';
import { operationSchema, type Operation, type OperationKind, type PatchOf } from '../../core/sync/operation.ts';
import { storedValue, type MessagePortLike, type StoreInput, type StoreOp, type StoreReply } from '../../core/store/protocol.ts';
import { serveStore } from './server.ts';

/** For tests: two keys, two organizations. */
export const KEY = '0123456789abcdef'.repeat(4);
export const OTHER_KEY = 'fedcba9876543210'.repeat(4);
export const ORG = '0b0e7a52-0000-4000-8000-00000000000a';
export const OTHER_ORG = '0b0e7a52-0000-4000-8000-00000000000b';
export const AS_OF = '2026-11-20T12:00:00.000Z';

/** The nth call's id, in order of n. */
export const callIdOf = (n: number): string => `c0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** A row of the list, with what a test cares about. */
export const aRow = (n: number, over: Partial<Record<keyof CallRow, unknown>> = {}): CallRow =>
  callRowSchema.parse({
    id: callIdOf(n),
    createdAt: new Date(Date.UTC(2026, 9, 1) + n * 60_000).toISOString(),
    startedAt: null,
    callType: 'inbound',
    status: 'ended',
    endedReason: 'customer-ended-call',
    outcomeBucket: 'completed',
    assistantId: null,
    assistantName: null,
    phoneNumberId: null,
    customerNumber: null,
    summary: null,
    durationSeconds: n,
    cost: 0.1,
    recordingState: 'none',
    hasTranscript: false,
    promptVersion: null,
    qciTotalScore: null,
    dynamicsScore: null,
    objectionsScore: null,
    brandScore: null,
    outcomeScore: null,
    qciStatus: null,
    outcomeTier: null,
    reviewedBy: null,
    reviewedByName: null,
    reviewedAt: null,
    snippet: null,
    matchTurn: null,
    matchStartMs: null,
    ...over,
  });

/** A whole call, with what a test cares about. */
export const aDetail = (n: number, over: Partial<Record<keyof CallDetail, unknown>> = {}): CallDetail =>
  callDetailSchema.parse({
    id: callIdOf(n),
    vapiCallId: callIdOf(n),
    createdAt: AS_OF,
    startedAt: null,
    endedAt: null,
    callType: 'inbound',
    status: 'ended',
    endedReason: null,
    outcomeBucket: null,
    durationSeconds: null,
    assistantId: null,
    assistantName: null,
    promptId: null,
    promptVersion: null,
    phoneNumber: null,
    customerNumber: null,
    customerName: null,
    summary: null,
    transcript: null,
    turns: [],
    recordingUrl: null,
    recordingState: 'none',
    cost: null,
    successEvaluation: null,
    analysis: null,
    participants: [],
    ...over,
  });

/** The nth id of anything that is no call. */
export const idOf = (n: number): string => `e0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** A moment as the workspace keeps it, with what a test cares about. */
export const aMoment = (n: number, over: Partial<Record<keyof Moment, unknown>> = {}): Moment =>
  momentSchema.parse({
    id: idOf(n), callId: callIdOf(1), startMs: n * 1000, endMs: null, label: `moment ${String(n)}`, kind: 'other', note: null, source: 'human', authorId: idOf(900),
    authorName: 'Ana', updatedById: idOf(900), updatedByName: 'Ana', version: 1, createdAt: AS_OF, updatedAt: AS_OF, deleted: false, comments: [], sharedWith: [], ...over,
  });

/** An operation under the id `opId`; a patch that makes a moment names a second of it. */
export const anOperation = <K extends OperationKind>(opId: string, kind: K, patch: PatchOf<K>, over: Partial<Operation> = {}): Operation =>
  operationSchema.parse({
    kind, patch, opId, organizationId: ORG, callId: callIdOf(1), madeAt: AS_OF, expectedVersion: 0,
    entityId: 'comment_id' in patch ? patch.comment_id : 'moment_id' in patch ? patch.moment_id : callIdOf(1), ...over,
  });

/** Marks the nth moment of the first call. */
export const aMark = (n: number, over: Partial<Operation> = {}): Operation =>
  anOperation(idOf(1000 + n), 'mark_moment', { moment_id: idOf(n), call_id: over.callId ?? callIdOf(1), start_ms: n * 1000, end_ms: null, label: `mark ${String(n)}`, kind: 'issue', note: null }, over);

/** A folder of its own that goes with the test. */
export const temporaryFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'sidetone-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Files of a folder, in any depth, that contain the text as UTF-8 or UTF-16. */
export const filesWith = (folder: string, text: string): string[] =>
  (readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return bytes.includes(text, 0, 'utf8') || bytes.includes(text, 0, 'utf16le');
    });

type Ask = <K extends StoreOp>(op: K, payload: StoreInput<K>) => StoreResults[K];

/** A store served in this process, asked without a process boundary. Throws an object with the error's `code`. */
export const serveHere = (now: () => number = Date.now): { ask: Ask; close: () => void } => {
  let handle: (message: unknown) => void = () => undefined;
  let reply: StoreReply | null = null;
  const port: MessagePortLike = {
    listen: (listener) => {
      handle = listener;
    },
    postMessage: (message) => {
      reply = message as StoreReply;
    },
  };
  const { close } = serveStore(port, now);
  const ask: Ask = (op, payload) => {
    reply = null;
    handle({ id: 1, op, payload });
    const answer = reply as StoreReply | null;
    if (!answer) throw new Error('no answer');
    if (!answer.ok) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    return storedValue(answer) as StoreResults[typeof op];
  };
  return { ask, close };
};
