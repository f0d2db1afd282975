import type { KeptCall } from '../../../../core/sync/kept-call.ts';
import type { QueuedOperation } from '../../../../core/sync/operation.ts';
import { NOTHING_KEPT, overlayCall } from '../../../../core/sync/rules.ts';
import type { Desk } from '../../session/desk.ts';

/** What the person did with a call and the workspace does not have yet. */
export const ownOperations = async ({ store, organizationId }: Desk, callId: string): Promise<readonly QueuedOperation[]> => (await store.listOperations({ organizationId, callId })).operations;

/** A call as the person sees it: as kept, with what he did since. */
export function ownCall<C extends KeptCall>({ organizationId, userId, nameIn }: Desk, kept: C, operations: readonly QueuedOperation[]): C {
  const { moments, analysis, runs, review } = overlayCall(kept, operations, { userId, name: nameIn(organizationId) });
  return { ...kept, moments, analysis, runs, review };
}

/**
 * The same of a call by its id; of one that is not kept there is what the person did. His doings are read first: one that arrives meanwhile
 * is seen twice then, which changes nothing, where the other way round it would be seen in neither place.
 */
export async function ownKept(desk: Desk, callId: string): Promise<KeptCall> {
  const operations = await ownOperations(desk, callId);
  const kept = (await desk.store.getDetail({ organizationId: desk.organizationId, callId }))?.call;
  return ownCall<KeptCall>(desk, kept ?? NOTHING_KEPT, operations);
}
