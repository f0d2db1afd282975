import { LONGEST_WAIT_MS } from './classify.ts';
import { isMomentOperation, type Operation, type QueuedOperation } from './operation.ts';

/** `send`: at most one operation a lane, the oldest first. `nextAtMs`: when one that must wait for its time may go; null where none does. */
export interface Plan {
  readonly send: QueuedOperation[];
  readonly nextAtMs: number | null;
}

/**
 * Which operations may be sent now. Lanes go independently: a call is one, and so is each row that belongs to no call. Within a lane
 * the order in which things were done is kept, but an operation that waits for the person (parked, failed) holds up only those
 * on the same row, and those on a moment that is not marked yet; a share changes no row and holds up nothing. One that was being sent when the app ended is sent again under the same id.
 */
export function plan(operations: readonly QueuedOperation[], nowMs: number, lanesInFlight: ReadonlySet<string>): Plan {
  const send: QueuedOperation[] = [];
  let nextAtMs: number | null = null;
  for (const [lane, queue] of byLane(operations)) {
    const next = lanesInFlight.has(lane) ? undefined : firstFree(queue);
    if (!next) continue;
    const atMs = dueMs(next, nowMs);
    if (atMs <= nowMs) send.push(next);
    else nextAtMs = Math.min(nextAtMs ?? atMs, atMs);
  }
  return { send: send.toSorted((a, b) => a.seq - b.seq), nextAtMs };
}

/** Whose order an operation keeps. */
export const laneOf = ({ callId, entityId }: Operation): string => callId ?? entityId;

function byLane(operations: readonly QueuedOperation[]): Map<string, QueuedOperation[]> {
  const lanes = new Map<string, QueuedOperation[]>();
  for (const queued of operations.toSorted((a, b) => a.seq - b.seq)) {
    const queue = lanes.get(laneOf(queued.operation));
    if (queue) queue.push(queued);
    else lanes.set(laneOf(queued.operation), [queued]);
  }
  return lanes;
}

/** The first operation of a lane that waits for nobody. */
function firstFree(queue: readonly QueuedOperation[]): QueuedOperation | undefined {
  const held = new Set<string>();
  for (const queued of queue) {
    const { operation, state } = queued;
    const isHeld = state === 'parked' || state === 'failed' || held.has(operation.entityId) || (isMomentOperation(operation) && held.has(unmarked(operation.patch.moment_id)));
    if (!isHeld) return queued;
    if (operation.kind !== 'share_moment') held.add(operation.entityId);
    if (operation.kind === 'mark_moment') held.add(unmarked(operation.patch.moment_id));
  }
  return undefined;
}

/** What stands for a moment that exists only here, besides the row itself. */
const unmarked = (momentId: string): string => `unmarked ${momentId}`;

/** When it may go. A time further off than anything waits was noted by a clock that was set wrong. */
function dueMs({ notBefore }: QueuedOperation, nowMs: number): number {
  const atMs = notBefore === null ? Number.NaN : Date.parse(notBefore);
  return Number.isNaN(atMs) || atMs - nowMs > LONGEST_WAIT_MS ? nowMs : atMs;
}
