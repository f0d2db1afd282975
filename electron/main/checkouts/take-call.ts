import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import type { StoreInput } from '../../../core/store/protocol.ts';
import type { KeptRecording } from '../media/recording-desk.ts';
import type { Desk } from '../session/desk.ts';

type Outcome = Pick<StoreInput<'markCheckoutCall'>, 'state' | 'audio' | 'audioBytes'>;

export interface TakeDeps {
  readonly now: () => Date;
  /** How many operations of a call the workspace has taken so far. */
  readonly settledOf: (callId: string) => number;
  /** Keeps a call's recording and its peaks on this device. */
  readonly keepRecording: (desk: Desk, call: CallDetail) => Promise<KeptRecording>;
}

const NO_AUDIO = { audio: 'none', audioBytes: 0 } as const;

/** Who no longer belongs to the organization is told of no call either, and the workspace does not say which of the two it is. */
async function refuseOutsiders(remote: Remote, organizationId: string): Promise<void> {
  const { memberships } = await remote.whoAmI();
  if (!memberships.some((one) => one.organizationId === organizationId)) throw new AppError('forbidden', 'Not a member of that organization.');
}

/**
 * Brings everything of a call that a reviewer needs onto this device. Rejects where the workspace is out of reach, the person
 * no longer belongs to the organization, the disk is full, or by the signal (`cancelled`); a call that is gone, or whose
 * recording cannot be had, is an outcome.
 */
export async function takeCall(desk: Desk, callId: string, withAudio: boolean, signal: AbortSignal, { now, keepRecording, settledOf }: TakeDeps): Promise<Outcome> {
  const { store, organizationId } = desk;
  const remote = await desk.remote();
  const before = settledOf(callId);
  const told = await remote.getCall(organizationId, callId);
  // An answer that set out before something of the person's own arrived must not take that back.
  const call = before === settledOf(callId) ? told : await remote.getCall(organizationId, callId);
  if (!call) await refuseOutsiders(remote, organizationId);
  if (signal.aborted) throw new AppError('cancelled', 'The checkout was stopped meanwhile.');
  if (!call) return { state: 'failed', ...NO_AUDIO };
  await store.saveDetail({ organizationId, call, readAt: now().toISOString() });
  if (call.promptId !== null && (await store.getPrompt({ organizationId, promptId: call.promptId })) === null) {
    const prompt = await remote.getPrompt(organizationId, call.promptId);
    if (prompt) await store.savePrompt({ organizationId, promptId: prompt.id, version: prompt.version, content: prompt.content });
  }
  if (signal.aborted) throw new AppError('cancelled', 'The checkout was stopped meanwhile.');
  if (!withAudio || call.recordingState === 'none') return { state: 'ready', ...NO_AUDIO };
  const kept = await keepRecording(desk, call).catch((error: unknown): KeptRecording => {
    if (error instanceof AppError && error.code === 'not_found') return { state: 'broken', bytes: 0 };
    throw error;
  });
  if (kept.state === 'unreachable') throw new AppError('offline', 'The recording could not be reached.');
  return { state: 'ready', audio: kept.state === 'ready' ? 'ready' : 'failed', audioBytes: kept.bytes };
}
