import type { Queue, QueueItem, SkipReason } from './queue.ts';

/** What a person did with a call of a queue that the queue as it was read does not know of. */
export type Settled = { readonly callId: string } & (
  | { readonly how: 'done'; readonly at: string; readonly score?: number | null; readonly band?: QueueItem['band'] }
  | { readonly how: 'skipped'; readonly reason: SkipReason; readonly note: string | null }
);

interface WholeQueue {
  readonly queue: Queue;
  readonly items: readonly QueueItem[];
}

/** Who did it. */
interface Person {
  readonly userId: string | null;
  readonly name: string | null;
}

const NOT_TAKEN = { takenBy: null, takenByName: null, takenUntil: null } as const;

function doneItem(item: QueueItem, { at, score, band }: Extract<Settled, { how: 'done' }>, { userId, name }: Person): QueueItem {
  const told = score == null ? {} : { score, band: band ?? null };
  return { ...item, ...NOT_TAKEN, ...told, state: 'done', isFree: false, doneBy: userId, doneByName: name, doneAt: at, reviews: item.reviews + 1 };
}

function skippedItem(item: QueueItem, { reason, note }: Extract<Settled, { how: 'skipped' }>, { name }: Person): QueueItem {
  return { ...item, ...NOT_TAKEN, state: 'skipped', skippedByName: name, skipReason: reason, skipNote: note };
}

/** A queue as it will be once the workspace has heard of these, in the order in which they were done: skipped calls go to its end, and what is done stays so. */
export function settleQueue<Q extends WholeQueue>(whole: Q, settled: readonly Settled[], person: Person): Q {
  const items = settled.reduce<readonly QueueItem[]>((before, one) => settleOne(before, one, person), whole.items);
  if (items === whole.items) return whole;
  const count = (is: (item: QueueItem) => boolean): number => items.filter(is).length;
  const counts = {
    done: count(({ state }) => state === 'done'),
    taken: count(({ state }) => state === 'taken'),
    skipped: count(({ state }) => state === 'skipped'),
    reviewed: count(({ reviews }) => reviews > 0),
    free: count(({ isFree }) => isFree),
    mine: count(({ state, assignedTo }) => state !== 'done' && assignedTo !== null && assignedTo === person.userId),
  };
  return { ...whole, queue: { ...whole.queue, ...counts }, items };
}

function settleOne(items: readonly QueueItem[], one: Settled, person: Person): readonly QueueItem[] {
  const item = items.find(({ callId }) => callId === one.callId);
  if (!item || item.state === 'done') return items;
  if (one.how === 'done') return items.map((other) => (other === item ? doneItem(item, one, person) : other));
  const rest = items.filter((other) => other !== item);
  return [...rest, skippedItem(item, one, person)].map((other, at) => (other.place === at + 1 ? other : { ...other, place: at + 1 }));
}
