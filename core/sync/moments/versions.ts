import type { Moment } from '../../moments/moment.ts';
import { NOBODY } from '../actor.ts';
import { isMomentOperation, type MomentOperation, type Queued, type QueuedOperation } from '../operation.ts';
import { commentOf, MOMENT_VALUES, valuesOf } from './conflict.ts';
import { overlayMoments } from './overlay.ts';

/** The operations on a row that the workspace counts in its version, in the order they were made. */
export const countedOn = (entityId: string, operations: readonly QueuedOperation[]): Queued<MomentOperation>[] =>
  operations
    .filter((one): one is Queued<MomentOperation> => isMomentOperation(one.operation) && one.operation.entityId === entityId && one.operation.kind !== 'share_moment')
    .toSorted((a, b) => a.seq - b.seq);

/**
 * The version a new operation expects: one more than the last unsent operation on its row that counts, else that of the row as
 * kept. `kept` are the call's moments as the workspace gave them, `unsent` what the outbox holds of the call. Kept rows may
 * have been read again since, with the effect of an operation whose answer was lost, so they do not count where one waits.
 * Where the values that it changes are no longer those that the person saw, it expects the version he saw (`seen`) instead, and
 * meets a conflict: nothing is overwritten unseen.
 */
export function momentVersion(operation: MomentOperation, kept: readonly Moment[], unsent: readonly QueuedOperation[], seen: number | null = null): number {
  if (operation.kind === 'mark_moment' || operation.kind === 'share_moment') return 0;
  const last = countedOn(operation.entityId, unsent).at(-1);
  const next = last ? last.operation.expectedVersion + 1 : keptVersion(operation, kept);
  return seen === null || stillStands(operation, overlayMoments(kept, unsent, NOBODY)) ? next : Math.min(next, seen);
}

/** Whether the row shows the values that the person had before his eyes. One that is not shown has none. */
function stillStands({ before, ...operation }: MomentOperation, shown: readonly Moment[]): boolean {
  const moment = shown.find(({ id }) => id === operation.patch.moment_id);
  if (!moment) return true;
  if (operation.kind !== 'comment_moment') return MOMENT_VALUES.every((key) => !(key in before) || before[key] === valuesOf(moment)[key]);
  const comment = commentOf(operation.patch, moment);
  return !comment || !('body' in before) || (before['body'] === comment.body && before['at_ms'] === comment.atMs);
}

function keptVersion(operation: MomentOperation, kept: readonly Moment[]): number {
  const moment = kept.find(({ id }) => id === operation.patch.moment_id);
  if (operation.kind !== 'comment_moment') return moment?.version ?? 0;
  return moment?.comments.find(({ id }) => id === operation.patch.comment_id)?.version ?? 0;
}
