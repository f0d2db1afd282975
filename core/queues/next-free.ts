import type { QueueItem } from './queue.ts';

type Item = Pick<QueueItem, 'callId' | 'place' | 'isFree' | 'state' | 'takenBy' | 'takenUntil'>;

/** Whether somebody else's lock has run out since the queue was read. */
const isFreed = ({ state, takenUntil }: Item, now: Date): boolean => state === 'taken' && takenUntil !== null && Date.parse(takenUntil) <= now.getTime();

/**
 * The calls that may be done next, as the workspace orders them: those after a call, then from the start, that call left out. For a
 * queue that is kept on this device; `settled` are calls that the person has done or put back here and that the workspace does not know of.
 */
export function nextFree(items: readonly Item[], afterCallId: string | null, limit: number, now: Date, settled: ReadonlySet<string> = new Set()): string[] {
  const here = items.find(({ callId }) => callId === afterCallId)?.place ?? 0;
  const isOffered = (item: Item): boolean => item.callId !== afterCallId && !settled.has(item.callId) && (item.isFree || isFreed(item, now));
  const offered = items.filter(isOffered).toSorted((a, b) => Number(a.place <= here) - Number(b.place <= here) || a.place - b.place);
  return offered.slice(0, limit).map(({ callId }) => callId);
}
