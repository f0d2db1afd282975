import { z } from 'zod';
import { MOST, SKIP_REASONS } from '../queues/queue.ts';

/**
 * What a reviewer says of a call on his way through a queue: the name of the workspace's function, and the patch it takes. They expect no
 * version and meet no conflict: each adds a word, and takes nobody's away.
 */
export const queueStepPatches = {
  skip_item: z.strictObject({ queue_id: z.uuid(), call_id: z.uuid(), reason: z.enum(SKIP_REASONS), note: z.string().trim().max(MOST.note).nullable() }),
  flag_call: z.strictObject({ call_id: z.uuid(), flagged: z.boolean() }),
} as const;
