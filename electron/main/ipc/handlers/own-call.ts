import type { KeptCall } from '../../../../core/sync/kept-call.ts';
import { NOTHING_KEPT, overlayCall } from '../../../../core/sync/rules.ts';
import type { Desk } from '../../session/desk.ts';

/** A call as the person sees it: as kept, with what he did since and the workspace does not have yet. */
export async function ownCall<C extends KeptCall>(desk: Desk, callId: string, kept: C): Promise<C> {
  const { store, organizationId, userId, nameIn } = desk;
  const { operations } = await store.listOperations({ organizationId, callId });
  const { moments, analysis, runs, review } = overlayCall(kept, operations, { userId, name: nameIn(organizationId) });
  return { ...kept, moments, analysis, runs, review };
}

/** The same of a call by its id; of one that is not kept there is what the person did. */
export async function ownKept(desk: Desk, callId: string): Promise<KeptCall> {
  const kept = (await desk.store.getDetail({ organizationId: desk.organizationId, callId }))?.call;
  return ownCall<KeptCall>(desk, callId, kept ?? NOTHING_KEPT);
}
