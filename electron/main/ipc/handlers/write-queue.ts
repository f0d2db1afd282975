import { AppError, type AppErrorCode } from '../../../../core/contract/errors.ts';
import { patchOf, type QueueAnswer, type QueueWriteKind } from '../../../../core/queues/write.ts';
import type { Desk } from '../../session/desk.ts';

const BY_CODE: Readonly<Record<string, AppErrorCode>> = { forbidden: 'forbidden', not_found: 'not_found', too_long: 'too_large' };

type Done = Extract<QueueAnswer, { result: 'applied' | 'duplicate' }>;

/**
 * The one road by which queues and views are changed. Rejects `offline` or what else keeps the workspace from answering, `conflict`
 * where somebody else was faster, and `forbidden`, `not_found`, `too_large` or `bad_request` where it refuses; sending it again is safe.
 */
export async function writeQueue({ remote }: Desk, kind: QueueWriteKind, opId: string, fields: Readonly<Record<string, unknown>>, expectedVersion = 0): Promise<Done> {
  const answer = await (await remote()).writeQueue({ kind, opId, expectedVersion, patch: patchOf(fields) });
  if (answer.result === 'conflict') throw new AppError('conflict', `${kind}: somebody else was faster.`);
  if (answer.result === 'rejected') throw new AppError(BY_CODE[answer.code] ?? 'bad_request', `${kind}: ${answer.code}`, { field: answer.field ?? null });
  return answer;
}
