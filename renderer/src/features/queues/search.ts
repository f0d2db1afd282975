import { z } from 'zod';

const shape = z.object({ queue: z.uuid().optional().catch(undefined) });

/** What the address of the queues holds: the queue that is looked at. The same word names the queue that a call was opened from. */
export type QueuesSearch = z.output<typeof shape>;

/** Reads the search part of an address. Never throws. */
export const parseQueuesSearch = (raw: Record<string, unknown>): QueuesSearch => {
  const { queue } = shape.parse({ queue: raw['queue'] });
  return queue === undefined ? {} : { queue };
};
