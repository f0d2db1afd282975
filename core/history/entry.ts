import { z } from 'zod';

/** Values of a changed row: numbers, codes, ids and hashes, and documents of them. Never anybody's words. */
const valuesSchema = z.record(z.string(), z.json());

/** One change of one row, as the workspace's history keeps it. */
export const historyEntrySchema = z.object({
  /** Its place in the call's chain, from 1 on. */
  entry: z.int().positive(),
  at: z.string(),
  /** Null where the workspace itself acted. */
  actorId: z.uuid().nullable(),
  /** The name that he has today; null where he has none, or is no member any more. */
  actorName: z.string().nullable(),
  table: z.string(),
  subjectId: z.string(),
  action: z.string(),
  /** Of an update only what changed; null before an insert, and after a deletion. */
  before: valuesSchema.nullable(),
  after: valuesSchema.nullable(),
  /** The code of a reason. */
  reason: z.string().nullable(),
});

export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type HistoryValues = z.infer<typeof valuesSchema>;
