import { z } from 'zod';
import { LONGEST_PROMPT, LONGEST_PROMPT_NOTE } from './prompt.ts';

/** The field of the draft book under which an assistant's draft lies. */
export const PROMPT_DRAFT_FIELD = 'prompt:draft';

const draftSchema = z.object({
  /** The version it was begun from; null for the first version of an assistant. */
  basedOn: z.object({ id: z.uuid(), version: z.int().positive() }).nullable(),
  /** The latest version that its author has seen: what saving expects, so that nobody's version is passed over unseen. */
  seenVersion: z.int().nonnegative(),
  content: z.string(),
  note: z.string(),
  /** ISO time at which it was begun. */
  begunAt: z.string(),
});

/** A version that is being written: one an assistant and person, known to this device only. */
export type PromptDraft = z.infer<typeof draftSchema>;

/** The draft as the draft book keeps it; what it keeps is never empty, so that a draft without a letter is still a draft. */
export const writeDraft = (draft: PromptDraft): string => JSON.stringify(draft);

/** A draft out of the draft book; null where there is none, or none that can be read. */
export function readDraft(text: string | null): PromptDraft | null {
  if (text === null) return null;
  try {
    return draftSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Why a draft cannot become a version; null where it can. `unchanged`: its text is that of the version it was begun from. */
export function faultOfDraft(draft: Pick<PromptDraft, 'content' | 'note'>, base: string | null): 'empty' | 'too-long' | 'note-too-long' | 'unchanged' | null {
  if (draft.content.trim() === '') return 'empty';
  if (draft.content.length > LONGEST_PROMPT) return 'too-long';
  if (draft.note.length > LONGEST_PROMPT_NOTE) return 'note-too-long';
  return base !== null && evenLines(draft.content) === evenLines(base) ? 'unchanged' : null;
}

/** An editor knows one kind of line break, so that another kind is no change. */
const evenLines = (text: string): string => text.replace(/\r\n?/g, '\n');
