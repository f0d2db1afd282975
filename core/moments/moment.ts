import { z } from 'zod';

/** What a key moment is about; `coaching` is a tip for the agent. */
export const MOMENT_KINDS = ['highlight', 'issue', 'objection', 'question', 'outcome', 'coaching', 'other'] as const;

/** Longest label and longest note or comment, in characters; the workspace refuses more. */
export const LONGEST = { label: 200, note: 4000, comment: 4000 } as const;

export const commentSchema = z.object({
  id: z.uuid(),
  body: z.string(),
  /** The second it speaks of, in milliseconds from the start of the recording; null where it is about the whole moment. */
  atMs: z.int().nonnegative().nullable(),
  authorId: z.uuid().nullable(),
  authorName: z.string().nullable(),
  version: z.int().nonnegative(),
  createdAt: z.string(),
});

/** A second or a stretch of a call that somebody, or a judge, marked. Times are milliseconds from the start of the recording. */
export const momentSchema = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  startMs: z.int().nonnegative(),
  /** Null where it is a point. */
  endMs: z.int().positive().nullable(),
  label: z.string(),
  kind: z.enum(MOMENT_KINDS),
  note: z.string().nullable(),
  source: z.enum(['human', 'ai']),
  authorId: z.uuid().nullable(),
  authorName: z.string().nullable(),
  updatedById: z.uuid().nullable(),
  updatedByName: z.string().nullable(),
  /** What the workspace counts; 0 where it has not heard of the moment yet. */
  version: z.int().nonnegative(),
  createdAt: z.string(),
  updatedAt: z.string(),
  deleted: z.boolean(),
  comments: z.array(commentSchema),
  sharedWith: z.array(z.uuid()),
});

export type MomentKind = (typeof MOMENT_KINDS)[number];
export type Moment = z.infer<typeof momentSchema>;
export type MomentComment = z.infer<typeof commentSchema>;
