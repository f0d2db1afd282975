import type { Moment } from '../moments/moment.ts';
import type { Operation, QueuedOperation } from './operation.ts';

/** The operations on a row that the workspace counts in its version, in the order they were made. */
export const countedOn = (entityId: string, operations: readonly QueuedOperation[]): QueuedOperation[] =>
  operations.filter(({ operation }) => operation.entityId === entityId && operation.kind !== 'share_moment').toSorted((a, b) => a.seq - b.seq);

/**
 * The version a new operation expects: one more than the last unsent operation on its row that counts, else that of the row as
 * kept. `kept` are the call's moments as the workspace gave them, `unsent` what the outbox holds of the call. Kept rows may
 * have been read again since, with the effect of an operation whose answer was lost, so they do not count where one waits.
 */
export function versionFor(operation: Operation, kept: readonly Moment[], unsent: readonly QueuedOperation[]): number {
  if (operation.kind === 'mark_moment' || operation.kind === 'share_moment') return 0;
  const last = countedOn(operation.entityId, unsent).at(-1);
  return last ? last.operation.expectedVersion + 1 : keptVersion(operation, kept);
}

function keptVersion(operation: Operation, kept: readonly Moment[]): number {
  const moment = kept.find(({ id }) => id === operation.patch.moment_id);
  if (operation.kind !== 'comment_moment') return moment?.version ?? 0;
  return moment?.comments.find(({ id }) => id === operation.patch.comment_id)?.version ?? 0;
}
