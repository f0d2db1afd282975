import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Queue, SkipReason } from '../../../../core/queues/queue.ts';
import { request } from '../../bridge/request.ts';
import type { QueueInHand } from './use-queue-in-hand.ts';

/** A lock lasts half an hour; it is renewed while the call is on screen. */
const RENEW_MS = 10 * 60_000;

/** Where a reviewer sits in a queue: which queue, what comes next, and whether somebody else has this call. */
export interface QueueSeat {
  readonly queue: Queue;
  /** The call after this one; null where none is free, undefined while it is not known. */
  readonly next: string | null | undefined;
  readonly ahead: readonly string[];
  /** Who else has the call: his name, an empty one where it is not told; null where nobody, undefined where nobody could be asked. */
  readonly heldBy: string | null | undefined;
  /** Puts this call at the end of the queue. */
  readonly skip: (reason: SkipReason) => Promise<void>;
}

/** What comes after a call of a queue. */
export const nextInQueue = (queueId: string, callId: string) => ({ queryKey: ['queues', 'next', queueId, callId], queryFn: () => request('queues.next', { queueId, afterCallId: callId }), staleTime: 0 });

/** Takes a call of a queue while it is on screen, and lets go of it afterwards. */
const useLock = (queueId: string | null, callId: string): string | null | undefined => {
  const [heldBy, setHeldBy] = useState<string | null | undefined>(null);
  useEffect(() => {
    if (queueId === null) return;
    let isHere = true;
    const take = (): void =>
      void request('queues.take', { queueId, callId }).then(
        ({ state, byName }) => isHere && setHeldBy(state === 'held' ? (byName ?? '') : state === 'taken' ? null : undefined),
        () => isHere && setHeldBy(undefined),
      );
    take();
    const timer = setInterval(take, RENEW_MS);
    return () => {
      isHere = false;
      clearInterval(timer);
      setHeldBy(null);
      void request('queues.release', { queueId, callId }).catch(() => undefined);
    };
  }, [queueId, callId]);
  return heldBy;
};

/** The seat of whoever came to the call from a queue; null for all others. */
export const useQueueSeat = (queueId: string | null, callId: string, { queue, settle }: QueueInHand): QueueSeat | null => {
  const client = useQueryClient();
  const after = useQuery({ ...nextInQueue(queueId ?? '', callId), enabled: queueId !== null });
  const heldBy = useLock(queueId, callId);
  if (queueId === null || !queue) return null;
  return {
    queue,
    next: after.data?.next,
    ahead: after.data ? [after.data.next, ...after.data.following].filter((id) => id !== null) : [],
    heldBy,
    skip: async (reason) => {
      await request('queues.skip', { queueId, callId, opId: crypto.randomUUID(), reason });
      settle({ callId, how: 'skipped', reason, note: null });
      await client.invalidateQueries({ queryKey: ['queues'] });
    },
  };
};
