import type { Moment } from '../../moments/moment.ts';
import type { Actor } from '../actor.ts';
import { isMomentOperation, type MomentOperation, type QueuedOperation } from '../operation.ts';
import { applyOperation } from './apply-operation.ts';

/**
 * The moments of a call as its screen shows them: as kept, with everything this person did since that the workspace has not
 * refused, and without the deleted ones. What is parked is shown as his own until he decides.
 */
export function overlayMoments(kept: readonly Moment[], operations: readonly QueuedOperation[], by: Actor): Moment[] {
  const shown = operations
    .filter(({ state }) => state !== 'failed')
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ operation }) => operation)
    .filter(isMomentOperation)
    .reduce<readonly Moment[]>((moments, operation) => (isMarked(operation, kept) ? moments : applyOperation(moments, operation, by, null)), kept);
  return shown.filter(({ deleted }) => !deleted);
}

/**
 * The moments to keep once the workspace said which version an operation brought about. A row that was read at that version or
 * a later one holds it already, and perhaps what others did since. One that is further behind gets the values and keeps its
 * version: what others did in between is not known here, and must not pass for seen.
 */
export function settleMoments(kept: readonly Moment[], operation: MomentOperation, by: Actor, version: number): Moment[] {
  if (operation.kind === 'share_moment') return applyOperation(kept, operation, by, version);
  const held = heldVersion(kept, operation);
  if (held >= version) return [...kept];
  return applyOperation(kept, operation, by, held === version - 1 ? version : null);
}

/**
 * The moments to keep once the call was read anew. The workspace names no deleted ones: those that were known stay with their mark,
 * so that they can come back at the version they had.
 */
export const readMoments = (kept: readonly Moment[], told: readonly Moment[]): Moment[] =>
  [...told, ...kept.filter(({ id, deleted }) => deleted && !told.some((moment) => moment.id === id))];

/** The moments to keep once a conflict told how one of them stands: what is parked on it is shown over what others made of it. */
export function meetMoment(kept: readonly Moment[], met: Moment): Moment[] {
  const held = kept.find(({ id }) => id === met.id);
  if (!held) return [...kept, met];
  return kept.map((moment) => (moment.id === met.id && moment.version <= met.version ? met : moment));
}

/** A mark whose answer was lost: the moment came back from the workspace, with what hangs off it. */
const isMarked = (operation: MomentOperation, kept: readonly Moment[]): boolean =>
  operation.kind === 'mark_moment' && kept.some(({ id }) => id === operation.patch.moment_id);

function heldVersion(kept: readonly Moment[], { kind, entityId, patch }: MomentOperation): number {
  const moment = kept.find(({ id }) => id === patch.moment_id);
  const row = kind === 'comment_moment' ? moment?.comments.find(({ id }) => id === entityId) : moment;
  return row?.version ?? 0;
}
