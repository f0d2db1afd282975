import { z } from 'zod';
import { historyEntrySchema } from './entry.ts';

/** An entry as `call_history` answers it; the chain's hashes are for whoever verifies it. */
export const rpcHistorySchema = z.array(
  z
    .object({
      entry: z.int(),
      at: z.string(),
      actor: z.uuid().nullish(),
      actor_name: z.string().nullish(),
      subject_table: z.string(),
      subject_id: z.string(),
      action: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      reason: z.string().nullish(),
    })
    .transform((one) => ({
      entry: one.entry,
      at: one.at,
      actorId: one.actor ?? null,
      actorName: one.actor_name ?? null,
      table: one.subject_table,
      subjectId: one.subject_id,
      action: one.action,
      before: one.before ?? null,
      after: one.after ?? null,
      reason: one.reason ?? null,
    }))
    .pipe(historyEntrySchema),
);
