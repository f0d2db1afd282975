import type { Moment, MomentComment } from '../../moments/moment.ts';
import { rpcMomentSchema } from '../../moments/rpc-moment.ts';
import type { Conflict, ConflictField, Value } from '../conflict-shape.ts';
import type { MomentOperation, PatchOf, Queued } from '../operation.ts';

/** The values of a moment by the patch's own keys, in the order in which they are shown. */
export const MOMENT_VALUES = ['label', 'kind', 'note', 'start_ms', 'end_ms'] as const;

/** The row that a parked operation met, or null where the workspace's answer cannot be read. */
export function metMoment({ current }: Queued<MomentOperation>): Moment | null {
  return current === null ? null : momentOf(current);
}

/** What a parked operation met; null where it is not parked, or the workspace's answer cannot be read. */
export function momentConflict(queued: Queued<MomentOperation>): Conflict | null {
  const met = queued.state === 'parked' ? metMoment(queued) : null;
  if (!met) return null;
  const fields = fieldsOf(queued.operation, met);
  if (queued.operation.kind !== 'comment_moment') return { byName: met.updatedByName, at: met.updatedAt, gone: met.deleted, fields };
  const comment = commentOf(queued.operation.patch, met);
  return { byName: comment?.authorName ?? null, at: null, gone: comment === undefined, fields };
}

/**
 * The version at which the workspace holds all that the operation wants, though by another operation's doing; null where it does
 * not. Such a conflict is none: the operation counts as settled.
 */
export function momentStands(operation: MomentOperation, current: Record<string, unknown>, userId: string): number | null {
  const met = momentOf(current);
  if (!met || fieldsOf(operation, met).length > 0) return null;
  if (operation.kind === 'mark_moment') return met.authorId === userId && !met.deleted ? met.version : null;
  if (operation.kind === 'change_moment') return met.deleted ? null : met.version;
  if (operation.kind !== 'comment_moment') return met.version;
  return commentOf(operation.patch, met)?.version ?? operation.expectedVersion + 1;
}

/** The values on which the operation and the row differ. */
function fieldsOf(operation: MomentOperation, met: Moment): ConflictField[] {
  const differing = pairsOf(operation, met)
    .filter(({ mine, theirs }) => mine !== theirs)
    .map(({ field, mine, theirs }) => ({ field, before: valueOf(operation.before[field]), mine, theirs }));
  // Both made the same of it, and the other one deleted it then: what is left to decide is whether it is there.
  const isOnlyGone = differing.length === 0 && met.deleted && (operation.kind === 'mark_moment' || operation.kind === 'change_moment');
  return isOnlyGone ? [{ field: 'deleted', before: false, mine: false, theirs: true }] : differing;
}

function pairsOf(operation: MomentOperation, met: Moment): { field: string; mine: Value; theirs: Value }[] {
  switch (operation.kind) {
    case 'mark_moment':
    case 'change_moment': {
      const { patch } = operation;
      const theirs = valuesOf(met);
      return MOMENT_VALUES.flatMap((field) => (patch[field] === undefined ? [] : [{ field, mine: storedText(patch[field]), theirs: theirs[field] }]));
    }
    case 'delete_moment':
      return [{ field: 'deleted', mine: operation.patch.deleted, theirs: met.deleted }];
    case 'comment_moment': {
      const { body, at_ms } = operation.patch;
      const comment = commentOf(operation.patch, met);
      const words = { field: 'body', mine: storedText(body), theirs: comment?.body ?? null };
      return body === null ? [words] : [words, { field: 'at_ms', mine: at_ms, theirs: comment?.atMs ?? null }];
    }
    case 'share_moment':
      return [];
  }
}

/** A moment's values by the patch's own keys. */
export const valuesOf = (moment: Moment): Record<(typeof MOMENT_VALUES)[number], Value> =>
  ({ label: moment.label, kind: moment.kind, note: moment.note, start_ms: moment.startMs, end_ms: moment.endMs });

/** The comment that a patch is about, as it stands on the moment. */
export const commentOf = (patch: PatchOf<'comment_moment'>, met: Moment): MomentComment | undefined => met.comments.find(({ id }) => id === patch.comment_id);

const momentOf = (current: Record<string, unknown>): Moment | null => rpcMomentSchema.safeParse(current).data ?? null;

/** A text as the workspace keeps it: without spaces around it, and an empty one is none. */
const storedText = (value: Value): Value => (typeof value === 'string' ? value.trim() || null : value);

/** A journaled value as a screen can show it. */
const valueOf = (value: unknown): Value => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null);
