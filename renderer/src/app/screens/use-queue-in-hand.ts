import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Queue, QueueItem } from '../../../../core/queues/queue.ts';
import { settleQueue, type Settled } from '../../../../core/queues/settle.ts';
import { queueQuery } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';

/** The queue that a call was opened from, as it stands with what the person has done here. */
export interface QueueInHand {
  /** Null while it is not read, and where there is none. */
  readonly queue: Queue | null;
  readonly items: readonly QueueItem[];
  readonly error: Error | null;
  readonly retry: () => void;
  /** A call of it was done or skipped: it is so on screen at once. */
  readonly settle: (settled: Settled) => void;
}

interface Deed {
  readonly queueId: string;
  readonly at: number;
  readonly settled: Settled;
}

const NO_ITEMS: readonly QueueItem[] = [];

/**
 * Reads the queue and keeps in mind what was done with its calls since: an answer that is older than a deed, as the kept one is without a
 * network, does not take it back.
 */
export const useQueueInHand = (queueId: string | null): QueueInHand => {
  const client = useQueryClient();
  const { userId } = useAsker();
  const { data, error, refetch } = useQuery({ ...queueQuery(queueId ?? ''), enabled: queueId !== null });
  const [deeds, setDeeds] = useState<readonly Deed[]>([]);
  const whole = useMemo(() => {
    if (!data) return null;
    const since = deeds.filter((deed) => deed.queueId === queueId && deed.at >= Date.parse(data.asOf));
    return settleQueue(data, since.map(({ settled }) => settled), { userId, name: null });
  }, [data, deeds, queueId, userId]);
  return {
    queue: whole?.queue ?? null,
    items: whole?.items ?? NO_ITEMS,
    error: data ? null : error,
    retry: () => void refetch(),
    settle: (settled) => {
      if (queueId === null) return;
      setDeeds((before) => [...before, { queueId, at: Date.now(), settled }]);
      const { queryKey } = queueQuery(queueId);
      // An answer on its way may be older than the deed and say later that it is from now.
      if (client.isFetching({ queryKey }) > 0) void client.invalidateQueries({ queryKey });
    },
  };
};
