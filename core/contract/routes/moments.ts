import { z } from 'zod';
import { LONGEST, MOMENT_KINDS, momentSchema } from '../../moments/moment.ts';
import { route } from '../define.ts';

const ms = z.int().min(0).max(604_800_000);
const label = z.string().trim().min(1).max(LONGEST.label);
const note = z.string().trim().max(LONGEST.note).nullable();
const kind = z.enum(MOMENT_KINDS);
const ofMoment = { callId: z.uuid(), momentId: z.uuid() };

/**
 * What the person had before his eyes when he began: the row's version, and of its values those that matter. Where another one
 * stands there now, the change meets a conflict; without it, what this device holds counts as seen.
 */
const seenMoment = z.strictObject({
  version: z.int().nonnegative(), startMs: ms.optional(), endMs: ms.nullable().optional(), label: z.string().max(LONGEST.label).optional(), kind: kind.optional(), note: z.string().max(LONGEST.note).nullable().optional(),
});
const seenComment = z.strictObject({ version: z.int().nonnegative(), body: z.string().max(LONGEST.comment), atMs: ms.nullable() });

/** The call's moments after a change, those that only this device knows included. */
const momentsOfCall = z.object({ moments: z.array(momentSchema) });

const cursorSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** An absent filter lets all through. */
export const momentFilterSchema = z.strictObject({
  kinds: z.array(kind).max(MOMENT_KINDS.length).optional(),
  sources: z.array(z.enum(['human', 'ai'])).max(2).optional(),
  authorIds: z.array(z.uuid()).max(100).optional(),
  sharedWithMe: z.boolean().optional(),
  q: z.string().trim().max(200).optional(),
});

/** A moment in a list, with what tells its call. */
export const listedMomentSchema = momentSchema.extend({
  call: z.object({
    id: z.uuid(),
    createdAt: z.string(),
    assistantName: z.string().nullable(),
    summary: z.string().nullable(),
    /** Whether this person reviewed it: until then whoever is blind reads nothing that the judge marked. */
    reviewedByMe: z.boolean(),
  }),
  /** Who brought it to this person's attention. */
  sharedByName: z.string().nullable(),
});

/** Every change is journaled on this device before it is answered, and goes to the workspace from there. */
export const momentsRoutes = {
  'moments.mark': route(
    z.strictObject({ callId: z.uuid(), startMs: ms, endMs: ms.nullable().default(null), label, kind: kind.default('other'), note: note.default(null) }),
    momentsOfCall.extend({ momentId: z.uuid() }),
  ),
  'moments.change': route(
    z.strictObject({ ...ofMoment, startMs: ms.optional(), endMs: ms.nullable().optional(), label: label.optional(), kind: kind.optional(), note: note.optional(), seen: seenMoment.optional() }),
    momentsOfCall,
  ),
  /** Deletes a moment, or brings it back. */
  'moments.delete': route(z.strictObject({ ...ofMoment, deleted: z.boolean(), seen: seenMoment.optional() }), momentsOfCall),
  /** A comment without an id is a new one; a body of null withdraws one's own. */
  'moments.comment': route(
    z.strictObject({
      ...ofMoment, commentId: z.uuid().nullable().default(null), body: z.string().trim().min(1).max(LONGEST.comment).nullable(), atMs: ms.nullable().default(null), seen: seenComment.optional(),
    }),
    momentsOfCall,
  ),
  'moments.share': route(z.strictObject({ ...ofMoment, userId: z.uuid(), shared: z.boolean() }), momentsOfCall),
  /** The organization's moments, the latest first; of the calls on this device where the workspace is out of reach. */
  'moments.list': route(
    z.strictObject({ filter: momentFilterSchema, cursor: cursorSchema.nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    z.object({ rows: z.array(listedMomentSchema), next: cursorSchema.nullable(), source: z.enum(['workspace', 'cache']), asOf: z.string() }),
  ),
} as const;

export type MomentFilter = z.infer<typeof momentFilterSchema>;
export type ListedMoment = z.infer<typeof listedMomentSchema>;
