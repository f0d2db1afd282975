import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { recordingsRoutes } from '../../../../core/contract/routes/recordings.ts';
import type { RecordingDesk } from '../../media/recording-desk.ts';
import type { Desk } from '../../session/desk.ts';

export interface RecordingsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly recordings: RecordingDesk;
}

/** Recordings by call: the page names a call, never an address. */
export function recordingsHandlers({ desk, recordings }: RecordingsHandlerDeps): HandlersFor<typeof recordingsRoutes> {
  /** The call and whose it is. Another reader may have come while it was looked for: then it is nobody's. */
  const ofReader = async (callId: string): Promise<[owner: Desk, call: CallDetail]> => {
    const owner = await desk();
    const call = await callOf(owner, callId);
    const now = await desk();
    if (now.userId !== owner.userId || now.organizationId !== owner.organizationId) throw new AppError('cancelled', 'Another reader came meanwhile.');
    return [now, call];
  };
  return {
    'recordings.open': async ({ callId }) => recordings.open(...(await ofReader(callId))),
    'recordings.getPeaks': async ({ callId }) => recordings.peaks(...(await ofReader(callId))),
  };
}

/** The call as kept: a page that plays a call has opened it, and opening keeps it. */
async function callOf({ store, organizationId, remote }: Desk, callId: string): Promise<CallDetail> {
  const kept = await store.getDetail({ organizationId, callId });
  const call = kept?.call ?? (await (await remote()).getCall(organizationId, callId));
  if (!call) throw new AppError('not_found', 'No such call in this organization.');
  return call;
}
