import { z } from 'zod';
import { LONGEST, MOMENT_KINDS } from './moment.ts';

/** Longest place in a recording, in milliseconds: a week, as the workspace has it. */
const ms = z.int().min(0).max(604_800_000);

/** A tip may be longer than a label while it is typed: what does not fit becomes its note. */
const newMomentSchema = z
  .strictObject({ startMs: ms, endMs: ms.nullable(), label: z.string().max(LONGEST.note), kind: z.enum(MOMENT_KINDS).optional() })
  .refine(({ kind, label }) => kind === 'coaching' || label.length <= LONGEST.label);
const momentWordsSchema = z.strictObject({
  label: z.string().max(LONGEST.label), note: z.string().max(LONGEST.note),
  seen: z.strictObject({ version: z.int().nonnegative(), label: z.string(), note: z.string().nullable() }).optional(),
});
const commentSchema = z.strictObject({ commentId: z.uuid().nullable(), body: z.string().max(LONGEST.comment), atMs: ms.nullable(),
  seen: z.strictObject({ version: z.int().nonnegative(), body: z.string(), atMs: ms.nullable() }).optional() });

/** What is typed of a moment that is not marked yet, and where it will stand. */
export type NewMomentDraft = z.infer<typeof newMomentSchema>;
/** What is typed over a moment's label and note, and what stood there when it was begun. */
export type MomentWordsDraft = z.infer<typeof momentWordsSchema>;
/** What is typed of a comment: a new one, or over one's own as it stood then. */
export type CommentDraft = z.infer<typeof commentSchema>;

/** A draft as the text that is kept; an empty one is none. */
export const writeDraft = (draft: NewMomentDraft | MomentWordsDraft | CommentDraft): string => JSON.stringify(draft);

/** What was kept of a new moment; null for anything that `writeDraft` would not have written. */
export const readNewMomentDraft = (text: string | null): NewMomentDraft | null => {
  const draft = read(newMomentSchema, text);
  return draft && (draft.endMs === null || draft.endMs > draft.startMs) ? draft : null;
};

/** What was kept of a moment's label and note, as `readNewMomentDraft`. */
export const readMomentWordsDraft = (text: string | null): MomentWordsDraft | null => read(momentWordsSchema, text);

/** What was kept of a comment, as `readNewMomentDraft`. */
export const readCommentDraft = (text: string | null): CommentDraft | null => read(commentSchema, text);

function read<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null || text === '') return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
