import { createHash } from 'node:crypto';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { hashedText } from '../../../core/qci/judge/run-key.ts';
import { overlayCall } from '../../../core/sync/rules.ts';
import type { Turn } from '../../../core/transcript/turn.ts';
import type { Desk } from '../session/desk.ts';

/** What a judge needs of a call. */
export interface CallToJudge {
  readonly callId: string;
  readonly turns: readonly Turn[];
  readonly promptId: string | null;
  readonly transcriptHash: string;
  /** The keys of the runs that the workspace is known to have. */
  readonly runKeys: readonly string[];
  /** The call with its score, as this person sees it: with what he decided and the workspace does not have yet. */
  readonly scored: CallDetail;
}

async function ofDetail({ store, organizationId, userId, nameIn }: Desk, call: CallDetail): Promise<CallToJudge> {
  const { id, turns, promptId, runs } = call;
  const { operations } = await store.listOperations({ organizationId, callId: id });
  const scored = { ...call, ...overlayCall(call, operations, { userId, name: nameIn(organizationId) }) };
  return { callId: id, turns, promptId, transcriptHash: createHash('sha256').update(hashedText(turns)).digest('hex'), runKeys: runs.map((run) => run.runKey), scored };
}

/**
 * A call as this device keeps it, or else as the workspace has it; null where there is none. What is fetched for a batch is not kept:
 * thousands of calls would push out those that a person opened. Rejects where the workspace is out of reach.
 */
export async function callToJudge(desk: Desk, callId: string): Promise<CallToJudge | null> {
  const { store, organizationId, remote } = desk;
  const kept = await store.getDetail({ organizationId, callId });
  if (kept && kept.call.turns.length > 0) return ofDetail(desk, kept.call);
  const call = await (await remote()).getCall(organizationId, callId);
  return call && ofDetail(desk, call);
}
