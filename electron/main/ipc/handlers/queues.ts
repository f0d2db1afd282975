import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { queuesRoutes } from '../../../../core/contract/routes/queues.ts';
import { nextFree } from '../../../../core/queues/next-free.ts';
import { queuesSchema, savedViewsSchema, wholeQueueSchema, type QueueItem } from '../../../../core/queues/queue.ts';
import { settleQueue, type Settled } from '../../../../core/queues/settle.ts';
import type { Desk } from '../../session/desk.ts';
import { keptAnswers, type KeptAnswerDeps } from './kept-answer.ts';
import { queueWrites } from './queue-writes.ts';

export interface QueuesHandlerDeps extends KeptAnswerDeps {
  readonly desk: () => Promise<Desk>;
  /** Something was journaled: it can be sent. */
  readonly journaled: () => void;
}

/** The next call and three to read ahead. */
const AHEAD = 4;

const missing = (): AppError => new AppError('not_found', 'No such queue that this person sees.');

/** What the person has done with calls of a queue, in order, that the workspace does not know of. */
async function unsentOf({ store, organizationId }: Desk, queueId: string): Promise<Settled[]> {
  const { operations } = await store.listOperations({ organizationId });
  return operations.flatMap(({ operation, state }): Settled[] => {
    if (state === 'failed') return [];
    if (operation.kind === 'complete_review') return [{ callId: operation.callId, how: 'done', at: operation.madeAt }];
    if (operation.kind !== 'skip_item' || operation.patch.queue_id !== queueId) return [];
    return [{ callId: operation.callId, how: 'skipped', reason: operation.patch.reason, note: operation.patch.note }];
  });
}

/** The calls that the person has settled on this device and the workspace does not know of. */
const settledHere = async (desk: Desk, queueId: string): Promise<Set<string>> => new Set((await unsentOf(desk, queueId)).map(({ callId }) => callId));

/** What the person said last of a call's flag, by call, that the workspace does not know of. */
async function unsentFlags({ store, organizationId }: Desk): Promise<Map<string, boolean>> {
  const { operations } = await store.listOperations({ organizationId });
  return new Map(operations.flatMap(({ operation, state }) => (operation.kind === 'flag_call' && state !== 'failed' ? [[operation.callId, operation.patch.flagged]] : [])));
}

/** Whether the person has reviewed a call since the queue was read: the workspace has heard of it, the kept queue has not. */
async function isReviewedSince({ store, organizationId }: Desk, callId: string, asOf: string): Promise<boolean> {
  const completedAt = (await store.getDetail({ organizationId, callId }))?.call.review?.completedAt;
  return completedAt !== undefined && Date.parse(completedAt) >= Date.parse(asOf);
}

/** The free calls after one, by the queue as it was kept, without those that the person has settled since. */
async function freeAsKept(desk: Desk, queueId: string, items: readonly QueueItem[], asOf: string, afterCallId: string | null, now: Date): Promise<string[]> {
  const settled = await settledHere(desk, queueId);
  for (;;) {
    const free = nextFree(items, afterCallId, AHEAD, now, settled);
    const isDone = await Promise.all(free.map((callId) => isReviewedSince(desk, callId, asOf)));
    if (!isDone.includes(true)) return free;
    free.filter((_, n) => isDone[n]).forEach((callId) => settled.add(callId));
  }
}

/** Queues and saved views: the workspace answers and decides, the store keeps what was read. */
export function queuesHandlers(deps: QueuesHandlerDeps): HandlersFor<typeof queuesRoutes> {
  const asked = keptAnswers(deps);
  const whole = (desk: Desk, queueId: string) =>
    asked(desk, `queues.one ${queueId}`, wholeQueueSchema, async () => {
      const found = await (await desk.remote()).getQueue(queueId);
      if (!found) throw missing();
      return found;
    });
  return {
    ...queueWrites(deps),
    'queues.list': async () => {
      const desk = await deps.desk();
      const { value, ...where } = await asked(desk, 'queues.all', queuesSchema, async () => (await desk.remote()).listQueues(desk.organizationId));
      return { queues: value, ...where };
    },
    'queues.get': async ({ queueId }) => {
      const desk = await deps.desk();
      // Before the workspace is asked: what is sent meanwhile is in its answer, and counts once.
      const unsent = await unsentOf(desk, queueId);
      const { value, ...where } = await whole(desk, queueId);
      return { ...settleQueue(value, unsent, { userId: desk.userId, name: desk.nameIn(desk.organizationId) }), ...where };
    },
    'queues.next': async ({ queueId, afterCallId }) => {
      const desk = await deps.desk();
      const settled = await settledHere(desk, queueId);
      const most = Math.min(20, AHEAD + settled.size);
      try {
        const found = await (await desk.remote()).nextInQueue(queueId, afterCallId, most);
        if (!found) throw missing();
        const [next = null, ...following] = found.filter((callId) => !settled.has(callId)).slice(0, AHEAD);
        return { next, following, source: 'workspace' };
      } catch (error) {
        if (!deps.isCutOff(error)) throw error;
        const { value, source, asOf } = await whole(desk, queueId);
        const [next = null, ...following] = await freeAsKept(desk, queueId, value.items, asOf, afterCallId, deps.now());
        return { next, following, source };
      }
    },
    'queues.take': async ({ queueId, callId }) => {
      try {
        const answer = await (await (await deps.desk()).remote()).takeCall(queueId, callId);
        if (!answer) throw missing();
        const { taken, byName, until } = answer;
        return { state: taken ? 'taken' : 'held', byName, until };
      } catch (error) {
        if (deps.isCutOff(error)) return { state: 'unconfirmed', byName: null, until: null };
        throw error;
      }
    },
    'queues.release': async ({ queueId, callId }) => {
      try {
        await (await (await deps.desk()).remote()).releaseCall(queueId, callId);
      } catch (error) {
        // The lock runs out by itself.
        if (!deps.isCutOff(error)) throw error;
      }
      return {};
    },
    'queues.preview': async ({ queueId, filter }) => {
      const available = await (await (await deps.desk()).remote()).previewFill(queueId, filter);
      if (!available) throw missing();
      return { available };
    },
    'queues.listFlagged': async ({ callIds }) => {
      const desk = await deps.desk();
      const own = await unsentFlags(desk);
      try {
        const flagged = new Set(await (await desk.remote()).listFlagged(desk.organizationId, callIds));
        return { callIds: callIds.filter((callId) => own.get(callId) ?? flagged.has(callId)) };
      } catch (error) {
        // Without the workspace nothing is known of a call about which the person has said nothing here.
        if (!deps.isCutOff(error) || !callIds.every((callId) => own.has(callId))) throw error;
        return { callIds: callIds.filter((callId) => own.get(callId)) };
      }
    },
    'views.list': async () => {
      const desk = await deps.desk();
      const { value, ...where } = await asked(desk, 'views.all', savedViewsSchema, async () => (await desk.remote()).listViews(desk.organizationId));
      return { views: value, ...where };
    },
  };
}
