import { z } from 'zod';
import { LONGEST, MOMENT_KINDS } from '../../moments/moment.ts';

const ms = z.int().min(0).max(604_800_000);
const label = z.string().trim().min(1).max(LONGEST.label);
/** As the workspace keeps it: an empty note is none. */
const note = z.string().trim().max(LONGEST.note).transform((text) => text || null).nullable();
const kind = z.enum(MOMENT_KINDS);

/** What is written of moments: the name of the workspace's function, and the patch it takes. */
export const momentPatches = {
  mark_moment: z.strictObject({ moment_id: z.uuid(), call_id: z.uuid(), start_ms: ms, end_ms: ms.nullable(), label, kind, note }),
  /** `deleted: false` brings a deleted moment back in the same step. */
  change_moment: z.strictObject({
    moment_id: z.uuid(), start_ms: ms.optional(), end_ms: ms.nullable().optional(), label: label.optional(), kind: kind.optional(), note: note.optional(), deleted: z.literal(false).optional(),
  }),
  delete_moment: z.strictObject({ moment_id: z.uuid(), deleted: z.boolean() }),
  comment_moment: z.strictObject({ comment_id: z.uuid(), moment_id: z.uuid(), body: z.string().trim().max(LONGEST.comment).nullable(), at_ms: ms.nullable() }),
  share_moment: z.strictObject({ moment_id: z.uuid(), user_id: z.uuid(), shared: z.boolean() }),
} as const;
