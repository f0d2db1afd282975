import { z } from 'zod';
import { toRpcFilters } from '../../../core/calls/filters.ts';
import { rpcNextSchema, rpcQueuePageSchema, rpcQueueSchema, rpcStrataSchema, rpcTakenSchema, rpcViewsSchema } from '../../../core/queues/rpc-queue.ts';
import { queueAnswerSchema } from '../../../core/queues/write.ts';
import { MOST, type QueueItem } from '../../../core/queues/queue.ts';
import type { Remote, RemoteQueue } from '../../../core/remote/remote.ts';
import { callRpc, type RemoteClient } from './client.ts';
import type { Json } from './database.types.ts';

type QueuesRemote = Pick<Remote, 'listQueues' | 'getQueue' | 'nextInQueue' | 'takeCall' | 'releaseCall' | 'previewFill' | 'listFlagged' | 'listViews' | 'writeQueue'>;

const PAGE = 500;
const queuesSchema = z.array(rpcQueueSchema);
const idsSchema = z.array(z.uuid());

/** A queue with all its calls, page by page. What changes between two pages may stand twice or not at all until it is read again: each call is kept once. */
async function wholeQueue(client: RemoteClient, queueId: string): Promise<RemoteQueue | null> {
  const items = new Map<string, QueueItem>();
  for (let after = 0; ; after += PAGE) {
    const page = await callRpc(client, 'get_queue', { p_queue_id: queueId, p_after: after, p_limit: PAGE }, rpcQueuePageSchema);
    if (!page) return null;
    for (const item of page.items) items.set(item.id, item);
    if (page.items.length < PAGE || after + PAGE >= MOST.items) return { queue: page.queue, items: [...items.values()] };
  }
}

/** Questions about queues and saved views, and what is written of them. */
export function queuesOf(client: RemoteClient): QueuesRemote {
  return {
    listQueues: (organizationId) => callRpc(client, 'list_queues', { p_organization_id: organizationId }, queuesSchema),
    getQueue: (queueId) => wholeQueue(client, queueId),
    nextInQueue: (queueId, afterCallId, limit) =>
      callRpc(client, 'next_items', { p_queue_id: queueId, ...(afterCallId !== null && { p_after_call_id: afterCallId }), p_limit: limit }, rpcNextSchema),
    takeCall: (queueId, callId) => callRpc(client, 'take_item', { p_queue_id: queueId, p_call_id: callId }, rpcTakenSchema),
    releaseCall: async (queueId, callId) => void (await callRpc(client, 'release_item', { p_queue_id: queueId, p_call_id: callId }, z.boolean())),
    previewFill: (queueId, filter) => callRpc(client, 'preview_fill', { p_queue_id: queueId, p_filters: toRpcFilters(filter) }, rpcStrataSchema),
    listFlagged: (organizationId, callIds) => callRpc(client, 'flagged_calls', { p_organization_id: organizationId, p_call_ids: [...callIds] }, idsSchema),
    listViews: (organizationId) => callRpc(client, 'list_views', { p_organization_id: organizationId }, rpcViewsSchema),
    writeQueue: ({ kind, opId, expectedVersion, patch }) => callRpc(client, kind, { p_op_id: opId, p_expected_version: expectedVersion, p_patch: patch as Json }, queueAnswerSchema),
  };
}
