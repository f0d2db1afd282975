import { z } from 'zod';
import { SET_ASIDE_REASONS } from './set-aside.ts';

/** A file to import: its bytes, which are handed over, or the path of a file that whoever imports has named. */
export const importSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bytes'), bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('path'), path: z.string() }),
]);

const storedSchema = z.object({ vapiCallId: z.string(), heldElsewhere: z.boolean(), call: z.record(z.string(), z.unknown()).nullable() });

/** What the worker is told. It says one thing at a time and goes on when it is answered, so that nothing piles up. */
export const importOrderSchema = z.discriminatedUnion('kind', [
  /** `now` (ISO) is the time of a call whose payload has none. */
  z.object({ kind: z.literal('start'), files: z.array(importSourceSchema), now: z.string() }),
  /** Answers `ask`. */
  z.object({ kind: z.literal('stored'), stored: z.array(storedSchema) }),
  /** Answers `batch`. */
  z.object({ kind: z.literal('next') }),
]);

const place = { file: z.int().nonnegative(), index: z.int().nonnegative() };

const plannedItemSchema = z.discriminatedUnion('outcome', [
  z.object({ ...place, outcome: z.enum(['inserted', 'updated', 'unchanged']), vapiCallId: z.string() }),
  z.object({ ...place, outcome: z.literal('set-aside'), why: z.object({ reason: z.enum(SET_ASIDE_REASONS), detail: z.string() }) }),
]);

/** What the worker says. */
export const importReportSchema = z.discriminatedUnion('kind', [
  /** How many items a file holds; said of every file before the first batch. */
  z.object({ kind: z.literal('count'), file: z.int().nonnegative(), items: z.int().nonnegative() }),
  /** Which of these calls are stored already? */
  z.object({ kind: z.literal('ask'), vapiCallIds: z.array(z.string()) }),
  /** What is to become of some items, and the calls to write for it, as the import RPC takes them. */
  z.object({ kind: z.literal('batch'), items: z.array(plannedItemSchema), writes: z.array(z.unknown()) }),
  z.object({ kind: z.literal('done') }),
]);

export type ImportSource = z.infer<typeof importSourceSchema>;
export type ImportOrder = z.infer<typeof importOrderSchema>;
export type ImportReport = z.infer<typeof importReportSchema>;
