import type { Moment } from '../../moments/moment.ts';
import type { MomentOperation, Operation, PatchOf, Queued, QueuedOperation } from '../operation.ts';

/** An id that is the same in every run. */
export const anId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const CALL = anId(1);
export const OTHER_CALL = anId(2);
export const MOMENT = anId(11);
export const COMMENT = anId(21);
export const ME = { userId: anId(31), name: 'Rex' } as const;
export const ANN = { userId: anId(32), name: 'Ann' } as const;
export const MADE_AT = '2026-11-28T10:00:00.000Z';

export const aMoment = (over: Partial<Moment> = {}): Moment => ({
  id: MOMENT, callId: CALL, startMs: 1000, endMs: null, label: 'Refund asked', kind: 'issue', note: null, source: 'human', authorId: ME.userId, authorName: ME.name, updatedById: ME.userId,
  updatedByName: ME.name, version: 3, createdAt: MADE_AT, updatedAt: MADE_AT, deleted: false, comments: [], sharedWith: [], ...over,
});

/** The same moment as the workspace's functions answer it. */
export const asRpc = (moment: Moment): Record<string, unknown> => ({
  id: moment.id, call_id: moment.callId, version: moment.version, start_ms: moment.startMs, end_ms: moment.endMs, label: moment.label, kind: moment.kind, note: moment.note, source: moment.source,
  author: moment.authorId, author_name: moment.authorName, updated_by: moment.updatedById, updated_by_name: moment.updatedByName, created_at: moment.createdAt, updated_at: moment.updatedAt,
  deleted: moment.deleted, shared_with: moment.sharedWith,
  comments: moment.comments.map(({ id, body, atMs, authorId, authorName, version, createdAt }) => ({ id, body, at_ms: atMs, author: authorId, author_name: authorName, version, created_at: createdAt })),
});

let lastOp = 1000;
const common = () => ({ opId: anId((lastOp += 1)), organizationId: anId(9), callId: CALL, expectedVersion: 0, madeAt: MADE_AT, before: {} });
type Over = Partial<Pick<MomentOperation, 'opId' | 'callId' | 'expectedVersion' | 'before' | 'entityId'>>;

export const mark = (patch: Partial<PatchOf<'mark_moment'>> = {}, over: Over = {}): MomentOperation => {
  const whole = { moment_id: MOMENT, call_id: over.callId ?? CALL, start_ms: 1000, end_ms: null, label: 'Refund asked', kind: 'issue' as const, note: null, ...patch };
  return { kind: 'mark_moment', ...common(), entityId: whole.moment_id, patch: whole, ...over };
};
export const change = (patch: Partial<PatchOf<'change_moment'>> = { label: 'Mine' }, over: Over = {}): MomentOperation =>
  ({ kind: 'change_moment', ...common(), entityId: patch.moment_id ?? MOMENT, patch: { moment_id: MOMENT, ...patch }, ...over });
export const remove = (deleted = true, over: Over & { moment?: string } = {}): MomentOperation => {
  const { moment = MOMENT, ...rest } = over;
  return { kind: 'delete_moment', ...common(), entityId: moment, patch: { moment_id: moment, deleted }, before: { deleted: !deleted }, ...rest };
};
export const comment = (patch: Partial<PatchOf<'comment_moment'>> = {}, over: Over = {}): MomentOperation =>
  ({ kind: 'comment_moment', ...common(), entityId: patch.comment_id ?? COMMENT, patch: { comment_id: COMMENT, moment_id: MOMENT, body: 'Well said', at_ms: null, ...patch }, ...over });
export const share = (over: Over & { moment?: string } = {}): MomentOperation => {
  const { moment = MOMENT, ...rest } = over;
  return { kind: 'share_moment', ...common(), entityId: moment, patch: { moment_id: moment, user_id: ANN.userId, shared: true }, ...rest };
};

/** An operation in the outbox. */
export const queued = <O extends Operation>(seq: number, operation: O, over: Partial<Omit<QueuedOperation, 'operation'>> = {}): Queued<O> =>
  ({ operation, seq, state: 'waiting', attempts: 0, notBefore: null, current: null, refusal: null, ...over });

/** An operation that met this moment. */
export const parked = <O extends MomentOperation>(operation: O, met: Moment): Queued<O> => queued(1, operation, { state: 'parked', attempts: 1, current: asRpc(met) });

export const aComment = (over: Partial<Moment['comments'][number]> = {}): Moment['comments'][number] =>
  ({ id: COMMENT, body: 'Well said', atMs: null, authorId: ME.userId, authorName: ME.name, version: 2, createdAt: MADE_AT, ...over });
