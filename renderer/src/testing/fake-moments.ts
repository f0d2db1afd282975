import type { CallRow } from '../../../core/calls/call-row.ts';
import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { ListedMoment, MomentFilter } from '../../../core/contract/routes/moments.ts';
import type { Session } from '../../../core/contract/routes/session.ts';
import type { Moment } from '../../../core/moments/moment.ts';
import { applyOperation } from '../../../core/sync/moments/apply-operation.ts';
import { isMomentOperation, operationSchema, type MomentOperation, type PatchOf } from '../../../core/sync/operation.ts';

export interface MomentsWorld {
  readonly rows: CallRow[];
  session: Session;
  source: 'workspace' | 'cache';
  failure: AppError | null;
  delayMs: number;
  readonly members: readonly { userId: string; displayName: string | null }[];
  /** Moments of each call, deleted ones with their mark. */
  readonly moments: Map<string, Moment[]>;
  /** Who brought a moment to the reader's attention, by its id. */
  readonly shares: Map<string, string>;
}

/** A call's moments as its screen gets them. */
export const momentsOf = (world: MomentsWorld, callId: string): Moment[] => (world.moments.get(callId) ?? []).filter(({ deleted }) => !deleted);

/** A moment that somebody else marked; a test changes what it is about. */
export const aMoment = (callId: string, change: Partial<Moment> = {}): Moment => ({
  id: crypto.randomUUID(), callId, startMs: 50_000, endMs: null, label: 'Price up front', kind: 'objection', note: null, source: 'human',
  authorId: '00000000-0000-4000-8000-000000000501', authorName: 'Dana Ortiz', updatedById: null, updatedByName: null, version: 1,
  createdAt: '2026-11-20T10:00:00Z', updatedAt: '2026-11-20T10:00:00Z', deleted: false, comments: [], sharedWith: [], ...change,
});

/** The version that the workspace would expect of the row that is written. */
const versionOf = (moments: readonly Moment[], kind: MomentOperation['kind'], entityId: string): number => {
  if (kind === 'share_moment') return 0;
  if (kind === 'comment_moment') return moments.flatMap(({ comments }) => comments).find(({ id }) => id === entityId)?.version ?? 0;
  return moments.find(({ id }) => id === entityId)?.version ?? 0;
};

const passes = (world: MomentsWorld, moment: Moment, filter: MomentFilter): boolean => {
  const word = filter.q?.toLowerCase() ?? '';
  return (
    !moment.deleted &&
    (filter.kinds?.includes(moment.kind) ?? true) &&
    (filter.sources?.includes(moment.source) ?? true) &&
    (filter.authorIds === undefined || (moment.authorId !== null && filter.authorIds.includes(moment.authorId))) &&
    (filter.sharedWithMe !== true || moment.sharedWith.includes(world.session.user?.id ?? '')) &&
    `${moment.label} ${moment.note ?? ''}`.toLowerCase().includes(word)
  );
};

const listed = (world: MomentsWorld, moment: Moment): ListedMoment[] => {
  const row = world.rows.find(({ id }) => id === moment.callId);
  if (!row) return [];
  const call = { id: row.id, createdAt: row.createdAt, assistantName: row.assistantName, summary: row.summary, reviewedByMe: row.reviewedBy === world.session.user?.id };
  return [{ ...moment, call, sharedByName: world.shares.get(moment.id) ?? null }];
};

/** Moments as main answers them where the workspace takes every write at once. */
export const fakeMoments = (world: MomentsWorld) => {
  const write = <K extends MomentOperation['kind']>(kind: K, callId: string, entityId: string, patch: PatchOf<K>): { moments: Moment[] } => {
    const { user, organizationId } = world.session;
    const before = world.moments.get(callId) ?? [];
    if (!user || organizationId === null) throw new AppError('not_signed_in', kind);
    const expectedVersion = versionOf(before, kind, entityId);
    const operation = operationSchema.parse({ kind, patch, opId: crypto.randomUUID(), organizationId, callId, entityId, expectedVersion, madeAt: new Date().toISOString(), before: {} });
    if (!isMomentOperation(operation)) throw new AppError('bad_request', kind);
    world.moments.set(callId, applyOperation(before, operation, { userId: user.id, name: user.displayName }, kind === 'share_moment' ? null : expectedVersion + 1));
    return { moments: momentsOf(world, callId) };
  };
  return {
    'moments.mark': async ({ callId, startMs, endMs, label, kind, note }) => {
      const momentId = crypto.randomUUID();
      return { momentId, ...write('mark_moment', callId, momentId, { moment_id: momentId, call_id: callId, start_ms: startMs, end_ms: endMs, label, kind, note }) };
    },
    'moments.change': async ({ callId, momentId, startMs, endMs, seen: _seen, ...rest }) =>
      write('change_moment', callId, momentId, {
        moment_id: momentId,
        ...(startMs === undefined ? {} : { start_ms: startMs }),
        ...(endMs === undefined ? {} : { end_ms: endMs }),
        ...rest,
      }),
    'moments.delete': async ({ callId, momentId, deleted }) => write('delete_moment', callId, momentId, { moment_id: momentId, deleted }),
    'moments.comment': async ({ callId, momentId, commentId, body, atMs }) => {
      const id = commentId ?? crypto.randomUUID();
      return write('comment_moment', callId, id, { comment_id: id, moment_id: momentId, body, at_ms: atMs });
    },
    'moments.share': async ({ callId, momentId, userId, shared }) => write('share_moment', callId, momentId, { moment_id: momentId, user_id: userId, shared }),
    'moments.list': async ({ filter, cursor, limit }) => {
      if (world.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.delayMs));
      if (world.failure) throw world.failure;
      const found = [...world.moments.values()].flat().filter((moment) => passes(world, moment, filter)).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      const from = Number(cursor?.['at'] ?? 0);
      const rows = found.slice(from, from + limit).flatMap((moment) => listed(world, moment));
      return { rows, next: from + limit < found.length ? { at: from + limit } : null, source: world.source, asOf: new Date().toISOString() };
    },
  } satisfies Partial<HandlersFor<AppRoutes>>;
};
