import type { Queue } from './queue.ts';

/** How far a queue has come. Nothing is `done` that was never begun: an empty queue is `empty`, and one that nobody touched `untouched`. */
export type QueueState = 'closed' | 'empty' | 'untouched' | 'started' | 'done';

/** Derived from what its calls are, and kept nowhere. */
export function queueState({ closedAt, items, done, taken, skipped }: Pick<Queue, 'closedAt' | 'items' | 'done' | 'taken' | 'skipped'>): QueueState {
  if (closedAt !== null) return 'closed';
  if (items === 0) return 'empty';
  if (done === items) return 'done';
  return done + taken + skipped === 0 ? 'untouched' : 'started';
}

/** Whole percent of what is done; never 100 while a call is not, never 0 once one is. */
export function percentDone({ items, done }: Pick<Queue, 'items' | 'done'>): number {
  if (items === 0 || done === 0) return 0;
  return done >= items ? 100 : Math.min(99, Math.max(1, Math.round((done / items) * 100)));
}

export type DueState = 'overdue' | 'today' | 'soon' | 'later';

const DAY_MS = 86_400_000;

/** What a due day means on another day, both as YYYY-MM-DD by the person's calendar; null where there is none or nothing is left to do. */
export function dueState(queue: Pick<Queue, 'dueOn' | 'closedAt' | 'items' | 'done' | 'taken' | 'skipped'>, today: string): DueState | null {
  const state = queueState(queue);
  if (queue.dueOn === null || state === 'closed' || state === 'done') return null;
  const days = Math.round((Date.parse(queue.dueOn) - Date.parse(today)) / DAY_MS);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days <= 3 ? 'soon' : 'later';
}

/** The day of an instant in a zone that is so many minutes ahead of UTC. */
export const dayOf = (at: Date, minutesAhead: number): string => new Date(at.getTime() + minutesAhead * 60_000).toISOString().slice(0, 10);

export interface QueueGroups {
  readonly mine: Queue[];
  readonly shared: Queue[];
  readonly calibration: Queue[];
}

/** Queues as the list shows them: one's own and those one has calls of, shared ones, calibrations; closed ones last, else as they come. */
export function groupQueues(queues: readonly Queue[], userId: string): QueueGroups {
  const groups: QueueGroups = { mine: [], shared: [], calibration: [] };
  const ordered = queues.toSorted((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null));
  for (const queue of ordered) {
    const isMine = queue.createdBy === userId || queue.mine > 0;
    groups[queue.kind === 'calibration' ? 'calibration' : isMine ? 'mine' : 'shared'].push(queue);
  }
  return groups;
}
