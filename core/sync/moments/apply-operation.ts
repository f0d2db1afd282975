import type { Moment } from '../../moments/moment.ts';
import type { Actor } from '../actor.ts';
import type { MomentOperation, PatchOf } from '../operation.ts';

/**
 * The moments of a call as an operation leaves them, in the order of the recording, deleted ones kept with their mark.
 * `version` is the one that the workspace gave the changed row, or null while it has not answered: the row's own then stays.
 * An operation on a moment that is not there changes nothing.
 */
export function applyOperation(moments: readonly Moment[], operation: MomentOperation, by: Actor, version: number | null): Moment[] {
  if (operation.kind === 'mark_moment') return inOrder([...moments.filter(({ id }) => id !== operation.patch.moment_id), marked(operation.patch, operation.madeAt, by, version)]);
  const { moment_id: wanted } = operation.patch;
  return inOrder(moments.map((moment) => (moment.id === wanted ? changed(moment, operation, by, version) : moment)));
}

const inOrder = (moments: Moment[]): Moment[] =>
  moments.toSorted((a, b) => a.startMs - b.startMs || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));

function marked(patch: PatchOf<'mark_moment'>, at: string, by: Actor, version: number | null): Moment {
  return {
    id: patch.moment_id, callId: patch.call_id, startMs: patch.start_ms, endMs: patch.end_ms, label: patch.label, kind: patch.kind,
    note: patch.note, source: 'human', authorId: by.userId, authorName: by.name, updatedById: by.userId, updatedByName: by.name,
    version: version ?? 0, createdAt: at, updatedAt: at, deleted: false, comments: [], sharedWith: [],
  };
}

function changed(moment: Moment, operation: Exclude<MomentOperation, { kind: 'mark_moment' }>, by: Actor, version: number | null): Moment {
  const touched = { ...moment, version: version ?? moment.version, updatedById: by.userId, updatedByName: by.name, updatedAt: operation.madeAt };
  switch (operation.kind) {
    case 'change_moment': {
      const { start_ms, end_ms, label, kind, note, deleted } = operation.patch;
      return {
        ...touched,
        startMs: start_ms ?? moment.startMs, endMs: end_ms === undefined ? moment.endMs : end_ms, label: label ?? moment.label,
        kind: kind ?? moment.kind, note: note === undefined ? moment.note : note, deleted: deleted ?? moment.deleted,
      };
    }
    case 'delete_moment':
      return { ...touched, deleted: operation.patch.deleted };
    case 'comment_moment':
      return { ...moment, comments: commented(moment.comments, operation.patch, operation.madeAt, by, version) };
    case 'share_moment': {
      const others = moment.sharedWith.filter((id) => id !== operation.patch.user_id);
      return { ...moment, sharedWith: operation.patch.shared ? [...others, operation.patch.user_id] : others };
    }
  }
}

function commented(comments: Moment['comments'], patch: PatchOf<'comment_moment'>, at: string, by: Actor, version: number | null): Moment['comments'] {
  const { comment_id: id, body, at_ms: atMs } = patch;
  const known = comments.find((one) => one.id === id);
  if (body === null) return comments.filter((one) => one.id !== id);
  if (known) return comments.map((one) => (one.id === id ? { ...one, body, atMs, version: version ?? one.version } : one));
  return [...comments, { id, body, atMs, authorId: by.userId, authorName: by.name, version: version ?? 0, createdAt: at }];
}
