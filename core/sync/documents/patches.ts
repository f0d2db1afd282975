import { z } from 'zod';
import { rubricSchema } from '../../qci/rubric.ts';

/** Longest text of a prompt version and longest note, in characters; the workspace refuses more. */
export const LONGEST_PROMPT = 200_000;
const note = z.string().max(4000).nullable();

/** What is written of rows that belong to no call: the name of the workspace's function, and the patch it takes. */
export const documentPatches = {
  save_prompt_version: z.strictObject({ assistant_id: z.uuid(), content: z.string().min(1).max(LONGEST_PROMPT), performance_notes: note }),
  publish_prompt: z.strictObject({ assistant_id: z.uuid(), prompt_id: z.uuid().nullable() }),
  annotate_prompt: z.strictObject({ prompt_id: z.uuid(), performance_notes: note }),
  save_rubric: z.strictObject({ organization_id: z.uuid(), content: rubricSchema, note }),
} as const;
