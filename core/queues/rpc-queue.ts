import { z } from 'zod';
import { queueItemSchema, queueSchema, savedViewSchema } from './queue.ts';

/** A row with its columns named as the app names them: `due_on` is `dueOn`. */
const renamed = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]));

const rowSchema = z.record(z.string(), z.unknown());

/** A queue as list_queues and a conflict give it. */
export const rpcQueueSchema = rowSchema.transform(renamed).pipe(queueSchema);

const rpcItemSchema = rowSchema
  .transform((row) => {
    const { qciTotalScore: score, qciStatus: band, ...rest } = renamed(row);
    return { ...rest, score, band };
  })
  .pipe(queueItemSchema);

/** A queue with a page of its calls; null where there is none that the person sees. */
export const rpcQueuePageSchema = rowSchema
  .transform(({ rows: items, ...queue }) => ({ queue, items }))
  .pipe(z.object({ queue: rpcQueueSchema, items: z.array(rpcItemSchema) }))
  .nullable();

export const rpcViewsSchema = z.array(rowSchema.transform(renamed).pipe(savedViewSchema));

/** What take_item says: whose the call is now. */
export const rpcTakenSchema = z
  .object({ taken: z.boolean(), locked_by_name: z.string().nullable(), locked_until: z.string().nullable() })
  .transform((one) => ({ taken: one.taken, byName: one.locked_by_name, until: one.locked_until }))
  .nullable();

export const rpcStrataSchema = z.object({ edge: z.int(), weak: z.int(), random: z.int(), repeats: z.int() }).nullable();

export const rpcNextSchema = z.array(z.object({ call_id: z.uuid() }).transform(({ call_id }) => call_id)).nullable();
