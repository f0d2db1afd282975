import type { Operation, QueuedOperation } from './operation.ts';

/** Whether the workspace counts it: sharing a moment leaves its version as it is. */
export const isCounted = ({ kind }: Pick<Operation, 'kind'>): boolean => kind !== 'share_moment';

const willBeSent = ({ state }: Pick<QueuedOperation, 'state'>): boolean => state !== 'failed';

type Ahead = Pick<QueuedOperation, 'state' | 'operation'>;

/**
 * The version a new operation expects. `kept` is the version of its row as this device has it, null where it has none;
 * `ahead` what is not sent yet of the same row, in its order: each of them will raise the version by one.
 */
export function expectedVersionOf(operation: Operation, kept: number | null, ahead: readonly Ahead[]): number {
  if (operation.kind === 'mark_moment' || !isCounted(operation)) return 0;
  const last = ahead.findLast((one) => willBeSent(one) && isCounted(one.operation));
  return last ? last.operation.expectedVersion + 1 : (kept ?? operation.expectedVersion);
}

/**
 * The operations of a row that expect another version once the row has `version`, in their order. What may have been sent
 * stays as it is; what is parked or failed gets its version when somebody decides about it.
 */
export function rebased(version: number, behind: readonly QueuedOperation[]): Operation[] {
  let next = version;
  return behind.flatMap(({ operation, state, attempts }) => {
    if (!isCounted(operation) || state === 'failed' || state === 'parked') return [];
    const expected = state === 'waiting' && attempts === 0 && operation.kind !== 'mark_moment' ? next : operation.expectedVersion;
    next = expected + 1;
    return expected === operation.expectedVersion ? [] : [{ ...operation, expectedVersion: expected }];
  });
}
