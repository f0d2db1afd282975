import { assignSides } from '../../../core/audio/assign-sides.ts';
import type { SpokenSpan } from '../../../core/audio/channel-order.ts';
import { quantizePeaks } from '../../../core/audio/quantize-peaks.ts';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Peaks } from '../../../core/contract/routes/recordings.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import type { ReadyRecording } from './opened-recordings.ts';
import { PeaksError, type PeaksClient } from './peaks-client.ts';

/** Whose peaks, and where they are kept. */
interface PeaksOwner {
  readonly organizationId: string;
  readonly store: LocalStore;
}

/** The peaks of this very recording as kept, or null. */
export async function keptPeaks({ store, organizationId }: PeaksOwner, callId: string, reference: string): Promise<Peaks | null> {
  const kept = await store.getPeaks({ organizationId, callId, reference });
  return kept && { durationSeconds: kept.durationSeconds, agent: kept.agent, customer: kept.customer, mono: kept.mono, ...channelOf(kept) };
}

/** Has the peaks computed, and keeps them. Rejects `not_found` where the recording cannot be read. */
export async function computePeaks({ store, organizationId }: PeaksOwner, call: CallDetail, found: ReadyRecording, compute: PeaksClient['compute']): Promise<Peaks> {
  const channels = await compute(found.source).catch((error: unknown) => {
    if (error instanceof PeaksError) throw new AppError('not_found', error.message, { fault: error.fault });
    throw error;
  });
  const sides = assignSides(channels, spokenSpans(call));
  const agent = quantizePeaks(sides.agent);
  const customer = quantizePeaks(sides.customer);
  // A full disk costs only that they are computed again.
  await store
    .savePeaks({
      organizationId,
      callId: call.id,
      reference: found.reference,
      durationSeconds: sides.durationSeconds,
      pointsPerSecond: sides.pointsPerSecond,
      agent,
      customer,
      mono: sides.mono,
      agentChannel: sides.agentChannel,
    })
    .catch(() => undefined);
  return { durationSeconds: sides.durationSeconds, agent, customer, mono: sides.mono, ...channelOf(sides) };
}

const channelOf = ({ agentChannel }: { agentChannel: 0 | 1 | null }) => (agentChannel === null ? {} : { agentChannel });

function spokenSpans({ turns }: CallDetail): SpokenSpan[] {
  return turns.flatMap((turn) => {
    if (turn.kind !== 'speech' || turn.startMs === null || turn.endMs === null) return [];
    return [{ speaker: turn.speaker, startSeconds: turn.startMs / 1000, endSeconds: turn.endMs / 1000 }];
  });
}
