import type { Moment } from '../../moments/moment.ts';
import { isMomentOperation, type MomentOperation, operationSchema, type PatchOf, type Queued } from '../operation.ts';
import { commentOf, metMoment, momentConflict, valuesOf } from './conflict.ts';

/**
 * The operation that takes a parked one's place: it expects what stands there now and changes only the fields that stand as mine.
 * Where the moment was deleted meanwhile it is brought back with them. Null where nothing of mine remains: the parked one is
 * to be discarded. What waits behind it expects what `followUps` says.
 */
export function resolveMoment(parked: Queued<MomentOperation>, mine: readonly string[], newOpId: string): MomentOperation | null {
  const met = metMoment(parked);
  const fields = (momentConflict(parked)?.fields ?? []).filter(({ field }) => mine.includes(field)).map(({ field }) => field);
  const words = met && fields.length > 0 ? standing(parked.operation, met, fields, newOpId) : null;
  const { organizationId, callId, madeAt } = parked.operation;
  const made = words && operationSchema.parse({ opId: newOpId, organizationId, callId, madeAt, ...words });
  return made && isMomentOperation(made) ? made : null;
}

/** The version of the row that a parked operation met; null where the workspace's answer does not tell it. */
export function metVersion(parked: Queued<MomentOperation>): number | null {
  const met = metMoment(parked);
  if (!met || parked.operation.kind !== 'comment_moment') return met?.version ?? null;
  return commentOf(parked.operation.patch, met)?.version ?? null;
}

type Words = Pick<MomentOperation, 'kind' | 'entityId' | 'expectedVersion' | 'before'> & { readonly patch: unknown };

function standing({ kind, patch, entityId }: MomentOperation, met: Moment, fields: readonly string[], newOpId: string): Words | null {
  switch (kind) {
    case 'mark_moment':
    case 'change_moment':
      return {
        kind: 'change_moment', entityId, expectedVersion: met.version,
        patch: { moment_id: patch.moment_id, ...pick(patch, fields), ...(met.deleted && { deleted: false }) },
        before: { ...pick(valuesOf(met), fields), ...(met.deleted && { deleted: true }) },
      };
    case 'delete_moment':
      return { kind, entityId, expectedVersion: met.version, patch, before: { deleted: met.deleted } };
    case 'comment_moment':
      return standingComment(patch, met, fields, newOpId);
    case 'share_moment':
      return null;
  }
}

/** A withdrawn comment cannot be taken up again, so it is said anew, under the operation's own id. */
function standingComment(patch: PatchOf<'comment_moment'>, met: Moment, fields: readonly string[], newOpId: string): Words | null {
  const theirs = commentOf(patch, met);
  if (!theirs) return { kind: 'comment_moment', entityId: newOpId, expectedVersion: 0, patch: { ...patch, comment_id: newOpId }, before: {} };
  const values = { body: theirs.body, at_ms: theirs.atMs };
  return { kind: 'comment_moment', entityId: theirs.id, expectedVersion: theirs.version, patch: { ...patch, ...values, ...pick(patch, fields) }, before: pick(values, fields) };
}

const pick = (values: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
