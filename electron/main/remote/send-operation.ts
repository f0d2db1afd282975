import { type SendOutcome, writeAnswerSchema } from '../../../core/sync/answer.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import { renew, type RemoteClient } from './client.ts';
import type { Json } from './database.types.ts';
import { waitOf } from './asked-to-wait.ts';

/**
 * Sends one operation and tells what became of it; never rejects. A token that was refused is renewed once, and then it is sent
 * again only as the same person: another one may have signed in meanwhile, and it is none of his doing. An answer that
 * is none of the workspace's words counts as a fault of its server: the operation stays and is sent again.
 */
export async function sendOperation(client: RemoteClient, { kind, opId, expectedVersion, patch }: Operation): Promise<SendOutcome> {
  const person = async () => (await client.auth.getSession()).data.session?.user.id ?? null;
  const send = () => client.rpc(kind, { p_op_id: opId, p_expected_version: expectedVersion, p_patch: patch as Json });
  try {
    const whose = await person();
    const sentAt = performance.now();
    let answer = await send();
    if (answer.status === 401 && (await renew(client, sentAt)) === 'renewed' && (await person()) === whose) answer = await send();
    if (answer.error) return refusalOf(client, kind, answer.status, answer.error.code);
    const read = writeAnswerSchema.safeParse(answer.data);
    return read.success ? { type: 'answered', answer: read.data } : { type: 'refused', status: 502, code: '', retryAfterMs: null };
  } catch {
    return { type: 'unreached' };
  }
}

async function refusalOf(client: RemoteClient, kind: string, status: number, code: string): Promise<SendOutcome> {
  if (status === 0) return { type: 'unreached' };
  // To somebody without a session everything is forbidden: that says nothing about the operation.
  const isNobody = status === 403 && (await client.auth.getSession()).data.session === null;
  return { type: 'refused', status: isNobody ? 401 : status, code, retryAfterMs: waitOf(client, kind) };
}
