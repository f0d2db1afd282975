import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { queuesRoutes } from '../../../core/contract/routes/queues.ts';
import { nextFree } from '../../../core/queues/next-free.ts';
import type { Queue, QueueItem, SavedView } from '../../../core/queues/queue.ts';
import { uuid } from './fake-calls.ts';

const NOW = '2026-11-30T12:00:00.000Z';

export interface FakeQueues {
  queues: Queue[];
  items: Map<string, QueueItem[]>;
  views: SavedView[];
  source: 'workspace' | 'cache';
}

/** A queue in memory; a test changes what it is about. */
export const aQueue = (n: number, change: Partial<Queue> = {}): Queue => ({
  id: uuid(7000 + n), name: `Queue ${n}`, kind: 'normal', blind: false, shared: false, dueOn: null, collectsFlags: false, createdBy: null, createdByName: 'Rex', createdAt: NOW, closedAt: null, version: 1,
  items: 0, done: 0, taken: 0, skipped: 0, reviewed: 0, free: 0, mine: 0, ...change,
});

/** A call in a queue. */
export const anItem = (n: number, change: Partial<QueueItem> = {}): QueueItem => ({
  id: uuid(7100 + n), callId: uuid(n), place: n, state: 'open', isFree: true, assignedTo: null, assignedToName: null, takenBy: null, takenByName: null, takenUntil: null, skippedByName: null, skipReason: null, skipNote: null, doneBy: null,
  doneByName: null, doneAt: null, reviews: 0, version: 1, createdAt: NOW, assistantName: 'Solar', customerNumber: '+15550142', summary: `What happened in call ${n}`, durationSeconds: 120, recordingState: 'remote', score: 70, band: 'review', ...change,
});

/** No queue and no view. */
export const noQueues = (): FakeQueues => ({ queues: [], items: new Map(), views: [], source: 'workspace' });

/** The routes of queues and views on some in memory. */
export const queuesHandlers = (world: FakeQueues): HandlersFor<typeof queuesRoutes> => {
  const done = async () => ({});
  const where = () => ({ source: world.source, asOf: NOW });
  const itemsOf = (queueId: string): QueueItem[] => world.items.get(queueId) ?? [];
  const found = (queueId: string): Queue => {
    const queue = world.queues.find(({ id }) => id === queueId);
    if (!queue) throw new AppError('not_found', queueId);
    const items = itemsOf(queueId);
    return { ...queue, items: items.length, done: items.filter(({ state }) => state === 'done').length, free: items.filter(({ isFree }) => isFree).length };
  };
  const put = (queueId: string, change: (item: QueueItem) => QueueItem): void => void world.items.set(queueId, itemsOf(queueId).map(change));
  return {
    'queues.list': async () => ({ queues: world.queues.map(({ id }) => found(id)), ...where() }),
    'queues.get': async ({ queueId }) => ({ queue: found(queueId), items: itemsOf(queueId), ...where() }),
    'queues.next': async ({ queueId, afterCallId }) => {
      const [next = null, ...following] = nextFree(itemsOf(queueId), afterCallId, 4, new Date(NOW));
      return { next, following, source: world.source };
    },
    'queues.take': async () => ({ state: 'taken', byName: null, until: null }),
    'queues.release': done,
    'queues.save': async ({ queueId, opId: _op, version, closed, deleted, ...fields }) => {
      const known = world.queues.find(({ id }) => id === queueId);
      if ((known?.version ?? 0) !== version) throw new AppError('conflict', queueId);
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const next = { ...(known ?? aQueue(0, { id: queueId, version: 0 })), ...given, ...(closed !== undefined && { closedAt: closed ? NOW : null }) };
      world.queues = [...world.queues.filter(({ id }) => id !== queueId), ...(deleted ? [] : [{ ...next, version: version + 1 }])];
      return {};
    },
    'queues.fill': async ({ queueId, source }) => {
      const known = itemsOf(queueId);
      const ids = source.from === 'calls' ? source.callIds : [1, 2, 3].map((n) => uuid(n));
      const fresh = ids.filter((callId) => !known.some((item) => item.callId === callId));
      world.items.set(queueId, [...known, ...fresh.map((callId, n) => anItem(known.length + n + 1, { callId }))]);
      return { added: fresh.length, already: ids.length - fresh.length };
    },
    'queues.preview': async () => ({ available: { edge: 12, weak: 4, random: 200, repeats: 3 } }),
    'queues.assign': async ({ queueId, items, userId }) => {
      const ids = new Set(items.map(({ id }) => id));
      put(queueId, (item) => (ids.has(item.id) ? { ...item, assignedTo: userId, version: item.version + 1 } : item));
      return { assigned: ids.size, left: [] };
    },
    'queues.reopen': done,
    'queues.remove': async ({ queueId, items }) => {
      world.items.set(queueId, itemsOf(queueId).filter(({ id }) => !items.some((one) => one.id === id)));
      return {};
    },
    'queues.skip': done,
    'queues.flag': done,
    'queues.listFlagged': async () => ({ callIds: [] }),
    'views.list': async () => ({ views: world.views, ...where() }),
    'views.save': async ({ viewId, version, name, filters, shared, deleted }) => {
      const known = world.views.find(({ id }) => id === viewId);
      const base: SavedView = known ?? { id: viewId, name: '', filters: {}, shared: false, createdBy: null, createdByName: null, version: 0 };
      const next = { ...base, name: name ?? base.name, filters: filters ?? base.filters, shared: shared ?? base.shared, version: version + 1 };
      world.views = [...world.views.filter(({ id }) => id !== viewId), ...(deleted ? [] : [next])];
      return {};
    },
  };
};
