import { LONGEST_WAIT_MS } from './classify.ts';
import type { QueuedOperation } from './operation.ts';

/** `send`: at most one operation a call, the oldest first. `nextAtMs`: when one that must wait for its time may go; null where none does. */
export interface Plan {
  readonly send: QueuedOperation[];
  readonly nextAtMs: number | null;
}

/**
 * Which operations may be sent now. Calls go independently; within a call the order in which things were done is kept, but an
 * operation that waits for the person (parked, failed) holds up only those on the same row, and those on a moment that is
 * not marked yet. One that was being sent when the app ended is sent again under the same id.
 */
export function plan(operations: readonly QueuedOperation[], nowMs: number, callsInFlight: ReadonlySet<string>): Plan {
  const send: QueuedOperation[] = [];
  let nextAtMs: number | null = null;
  for (const [callId, queue] of byCall(operations)) {
    const next = callsInFlight.has(callId) ? undefined : firstFree(queue);
    if (!next) continue;
    const atMs = dueMs(next, nowMs);
    if (atMs <= nowMs) send.push(next);
    else nextAtMs = Math.min(nextAtMs ?? atMs, atMs);
  }
  return { send: send.toSorted((a, b) => a.seq - b.seq), nextAtMs };
}

function byCall(operations: readonly QueuedOperation[]): Map<string, QueuedOperation[]> {
  const calls = new Map<string, QueuedOperation[]>();
  for (const queued of operations.toSorted((a, b) => a.seq - b.seq)) {
    const queue = calls.get(queued.operation.callId);
    if (queue) queue.push(queued);
    else calls.set(queued.operation.callId, [queued]);
  }
  return calls;
}

/** The first operation of a call that waits for nobody. */
function firstFree(queue: readonly QueuedOperation[]): QueuedOperation | undefined {
  const held = new Set<string>();
  for (const queued of queue) {
    const { operation, state } = queued;
    const isHeld = state === 'parked' || state === 'failed' || held.has(operation.entityId) || held.has(unmarked(operation.patch.moment_id));
    if (!isHeld) return queued;
    held.add(operation.entityId);
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
