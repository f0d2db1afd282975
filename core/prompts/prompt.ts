import { z } from 'zod';

/** The longest text of a version and the longest note, in UTF-16 units; the workspace refuses more. */
export const LONGEST_PROMPT = 200_000;
export const LONGEST_PROMPT_NOTE = 4000;

/** How the scored calls of a version came out under one rubric version: their number, mean and standard deviation in points. */
export const promptScoreSchema = z.object({
  /** Null for scores that carry no stamp. */
  rubricVersion: z.string().nullable(),
  n: z.int().nonnegative(),
  mean: z.number(),
  /** Null for a single score. */
  sd: z.number().nullable(),
});

/** A version of an assistant's prompt without its text: written once, never edited. */
export const promptVersionSchema = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  createdAt: z.string(),
  createdBy: z.uuid().nullable(),
  /** Null where an import brought it, or where its author has left. */
  createdByName: z.string().nullable(),
  note: z.string().nullable(),
  isCurrent: z.boolean(),
  /** The length of its text in characters. */
  characters: z.int().nonnegative(),
  scores: z.array(promptScoreSchema),
});

/** An assistant in the list of them. */
export const promptAssistantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  isActive: z.boolean(),
  currentVersion: z.int().positive().nullable(),
  versions: z.int().nonnegative(),
});

export const promptAssistantsSchema = z.array(promptAssistantSchema);

/** The assistant whose versions are listed. */
export const versionedAssistantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  isActive: z.boolean(),
  /** What putting a version in force expects. */
  version: z.int().nonnegative(),
  currentPromptId: z.uuid().nullable(),
  /** The number of the latest version, 0 where there is none: what saving the next one expects. */
  latestVersion: z.int().nonnegative(),
});

/** A page of an assistant's versions, the latest first. `isComplete`: false where older scores without a stamp were left out. */
export const promptPageSchema = z.object({
  assistant: versionedAssistantSchema,
  versions: z.array(promptVersionSchema),
  /** To ask for the next page with; null at the end. */
  next: z.int().positive().nullable(),
  isComplete: z.boolean(),
});

export const promptTextSchema = z.object({ id: z.uuid(), version: z.int().positive(), content: z.string() });

/** What was done with an assistant's prompts and the workspace does not have yet: a version that was saved, or one put in force. */
export const waitingPromptSchema = z.object({
  opId: z.uuid(),
  kind: z.enum(['save', 'publish']),
  /** `parked`: somebody else was faster, and the person decides; `failed`: the workspace refused it. */
  state: z.enum(['waiting', 'parked', 'failed']),
  madeAt: z.string(),
  /** Of a version that was saved: the number it will have, its text and its note. */
  version: z.int().positive().nullable(),
  content: z.string().nullable(),
  note: z.string().nullable(),
  /** Of one put in force: its id. */
  promptId: z.uuid().nullable(),
});

export type PromptScore = z.infer<typeof promptScoreSchema>;
export type PromptVersion = z.infer<typeof promptVersionSchema>;
export type PromptAssistant = z.infer<typeof promptAssistantSchema>;
export type VersionedAssistant = z.infer<typeof versionedAssistantSchema>;
export type PromptPage = z.infer<typeof promptPageSchema>;
export type PromptText = z.infer<typeof promptTextSchema>;
export type WaitingPrompt = z.infer<typeof waitingPromptSchema>;
