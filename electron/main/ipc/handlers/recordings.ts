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
  return {
    'recordings.open': async ({ callId }) => {
      const owner = await desk();
      return recordings.open(owner, await callOf(owner, callId));
    },
    'recordings.getPeaks': async ({ callId }) => {
      const owner = await desk();
      return recordings.peaks(owner, await callOf(owner, callId));
    },
  };
}

/** The call as kept: a page that plays a call has opened it, and opening keeps it. */
async function callOf({ store, organizationId, remote }: Desk, callId: string): Promise<CallDetail> {
  const kept = await store.getDetail({ organizationId, callId });
  const call = kept?.call ?? (await (await remote()).getCall(organizationId, callId));
  if (!call) throw new AppError('not_found', 'No such call in this organization.');
  return call;
}
