import { z } from 'zod';
import type { Conflict, ConflictField, Value } from '../conflict-shape.ts';
import { type DocumentOperation, type Operation, operationSchema, type Queued, type QueuedOperation } from '../operation.ts';

const text = z.string().nullish().transform((value) => value ?? null);

/** What a write of a prompt, an assistant or a rubric meets: every such answer tells a version, and most tell who and when. */
const metSchema = z.looseObject({ version: z.int().nonnegative(), created_by_name: text, created_at: text });

const metDocument = (current: Record<string, unknown> | null) => metSchema.safeParse(current).data ?? null;

/** Operations of one kind on one row: each kind has a version of its own that the workspace counts. */
const countedWith = ({ kind, entityId }: DocumentOperation, unsent: readonly QueuedOperation[]): QueuedOperation[] =>
  unsent.filter(({ operation }) => operation.kind === kind && operation.entityId === entityId).toSorted((a, b) => a.seq - b.seq);

/** The version a new operation expects: one more than the last unsent one of its kind on the row, else what the person saw. */
export function documentVersion(operation: DocumentOperation, unsent: readonly QueuedOperation[], seen: number | null): number {
  const last = countedWith(operation, unsent).at(-1);
  return last ? last.operation.expectedVersion + 1 : (seen ?? operation.expectedVersion);
}

/** What the operations behind one on its row expect once another takes its place, or nothing does (null), by operation id. Nothing that may have been sent is renumbered. */
export function documentFollowUps(left: Queued<DocumentOperation>, instead: Operation | null, unsent: readonly QueuedOperation[]): Map<string, number> {
  const met = left.state === 'parked' ? metDocument(left.current) : null;
  const start = (met?.version ?? left.operation.expectedVersion) + (instead ? 1 : 0);
  const behind = countedWith(left.operation, unsent).filter(({ seq }) => seq > left.seq);
  const firstSent = behind.findIndex(({ attempts, state }) => attempts > 0 || state !== 'waiting');
  return new Map((firstSent < 0 ? behind : behind.slice(0, firstSent)).map(({ operation }, n) => [operation.opId, start + n]));
}

/** The value of the patch that a conflict is about, as the patch names it and as the workspace's answer does. */
const SUBJECTS = {
  save_prompt_version: ['content', 'content'],
  publish_prompt: ['prompt_id', 'current_prompt_id'],
  annotate_prompt: ['performance_notes', 'performance_notes'],
  save_rubric: ['content', 'content'],
} as const;

/** What a parked operation met; null where it is not parked, or the workspace's answer cannot be read. */
export function documentConflict({ operation, state, current }: Queued<DocumentOperation>): Conflict | null {
  const met = state === 'parked' ? metDocument(current) : null;
  if (!met) return null;
  return { byName: met.created_by_name, at: met.created_at, gone: false, fields: [fieldOf(operation, met)] };
}

function fieldOf(operation: DocumentOperation, met: Readonly<Record<string, unknown>>): ConflictField {
  const [mine, theirs] = SUBJECTS[operation.kind];
  const patch: Readonly<Record<string, unknown>> = operation.patch;
  return { field: mine, before: valueOf(operation.before[mine]), mine: valueOf(patch[mine]), theirs: valueOf(met[theirs]) };
}

/** The version at which the row holds all that the operation wants, though by another one's doing; null where it does not. A new version is never somebody else's. */
export function documentStands({ kind, patch }: DocumentOperation, current: Record<string, unknown>): number | null {
  const met = metDocument(current);
  if (!met) return null;
  if (kind === 'publish_prompt') return (met['current_prompt_id'] ?? null) === patch.prompt_id ? met.version : null;
  if (kind === 'annotate_prompt') return (met['performance_notes'] ?? null) === patch.performance_notes ? met.version : null;
  return null;
}

/** The operation that takes a parked one's place, on what stands there now; null where it does not stand as mine. */
export function resolveDocument(parked: Queued<DocumentOperation>, mine: readonly string[], newOpId: string): Operation | null {
  const met = parked.state === 'parked' ? metDocument(parked.current) : null;
  const [field, theirs] = SUBJECTS[parked.operation.kind];
  if (!met || !mine.includes(field)) return null;
  return operationSchema.parse({ ...parked.operation, opId: newOpId, expectedVersion: met.version, before: { ...parked.operation.before, [field]: met[theirs] ?? null } });
}

const valueOf = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : value === null || value === undefined ? null : JSON.stringify(value, null, 2);
