import type { Moment } from '../moments/moment.ts';
import type { Operation, QueuedOperation } from './operation.ts';

/** Whether the workspace counts the row's version up for it. */
const isCounted = (operation: Operation): boolean => operation.kind !== 'share_moment';

/** Those on the row that count, in the order they were made. */
const countedOn = (entityId: string, operations: readonly QueuedOperation[]): QueuedOperation[] =>
  operations.filter(({ operation }) => operation.entityId === entityId && isCounted(operation)).toSorted((a, b) => a.seq - b.seq);

/**
 * The version a new operation expects: that of its row as kept, and one more for each unsent operation on it that counts.
 * `kept` are the call's moments as the workspace gave them, `unsent` what the outbox holds of the call.
 */
export function versionFor(operation: Operation, kept: readonly Moment[], unsent: readonly QueuedOperation[]): number {
  if (operation.kind === 'mark_moment' || operation.kind === 'share_moment') return 0;
  return keptVersion(operation, kept) + countedOn(operation.entityId, unsent).length;
}

function keptVersion(operation: Operation, kept: readonly Moment[]): number {
  const moment = kept.find(({ id }) => id === operation.patch.moment_id);
  if (operation.kind !== 'comment_moment') return moment?.version ?? 0;
  return moment?.comments.find(({ id }) => id === operation.patch.comment_id)?.version ?? 0;
}

/**
 * What each operation left on a row expects once the row has this version, by operation id: the first that counts expects it, the
 * next one more. One that was sent already is left out, and so is what follows it: it keeps the words in which it was sent.
 */
export function renumbered(entityId: string, version: number, unsent: readonly QueuedOperation[]): Map<string, number> {
  const left = countedOn(entityId, unsent);
  const firstSent = left.findIndex(({ attempts, state }) => attempts > 0 || state !== 'waiting');
  return new Map((firstSent < 0 ? left : left.slice(0, firstSent)).map(({ operation }, n) => [operation.opId, version + n]));
}
