import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { AppError } from '../../../core/contract/errors.ts';
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

/**
 * Brings everything of a call that a reviewer needs onto this device. Rejects where the workspace is out of reach or the
 * disk is full; a call that is gone, or whose recording cannot be had, is an outcome.
 */
export async function takeCall(desk: Desk, callId: string, withAudio: boolean, { now, keepRecording, settledOf }: TakeDeps): Promise<Outcome> {
  const { store, organizationId } = desk;
  const remote = await desk.remote();
  const before = settledOf(callId);
  const told = await remote.getCall(organizationId, callId);
  // An answer that set out before something of the person's own arrived must not take that back.
  const call = before === settledOf(callId) ? told : await remote.getCall(organizationId, callId);
  if (!call) return { state: 'failed', ...NO_AUDIO };
  await store.saveDetail({ organizationId, call, readAt: now().toISOString() });
  if (call.promptId !== null && (await store.getPrompt({ organizationId, promptId: call.promptId })) === null) {
    const prompt = await remote.getPrompt(organizationId, call.promptId);
    if (prompt) await store.savePrompt({ organizationId, promptId: prompt.id, version: prompt.version, content: prompt.content });
  }
  if (!withAudio || call.recordingState === 'none') return { state: 'ready', ...NO_AUDIO };
  const kept = await keepRecording(desk, call).catch((error: unknown): KeptRecording => {
    if (error instanceof AppError && error.code === 'not_found') return { state: 'broken', bytes: 0 };
    throw error;
  });
  if (kept.state === 'unreachable') throw new AppError('offline', 'The recording could not be reached.');
  return { state: 'ready', audio: kept.state === 'ready' ? 'ready' : 'failed', audioBytes: kept.bytes };
}
