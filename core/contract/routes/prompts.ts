import { z } from 'zod';
import { LONGEST_PROMPT, LONGEST_PROMPT_NOTE, promptAssistantSchema, promptPageSchema, promptTextSchema, waitingPromptSchema } from '../../prompts/prompt.ts';
import { route } from '../define.ts';

/** Where an answer came from, and when the workspace last confirmed it (ISO time). */
const provenance = { source: z.enum(['workspace', 'cache']), asOf: z.string() };
const ofAssistant = { assistantId: z.uuid() };

/** What is on its way to the workspace, in the order in which it was done. */
const waiting = z.object({ waiting: z.array(waitingPromptSchema) });

/**
 * The first page of versions is kept on this device as it was last seen, and so is every text that was read. Each change is journaled
 * on this device before it is answered, and goes to the workspace from there.
 */
export const promptsRoutes = {
  'prompts.listAssistants': route(z.strictObject({}), z.object({ assistants: z.array(promptAssistantSchema), ...provenance })),
  /** An assistant with its versions, the latest first; `before` is what the last page gave as `next`. */
  'prompts.listVersions': route(z.strictObject({ ...ofAssistant, before: z.int().positive().nullable().default(null) }), promptPageSchema.extend(provenance)),
  /** The text of a version. It never changes, so that what is kept is as good as what the workspace has. */
  'prompts.get': route(z.strictObject({ promptId: z.uuid() }), promptTextSchema),
  'prompts.listWaiting': route(z.strictObject(ofAssistant), waiting),
  /** Saves the next version. `seenVersion`: the latest that its author has seen; where a later one stands there it meets a conflict. */
  'prompts.saveVersion': route(
    z.strictObject({ ...ofAssistant, content: z.string().min(1).max(LONGEST_PROMPT), note: z.string().trim().max(LONGEST_PROMPT_NOTE).nullable(), seenVersion: z.int().nonnegative() }),
    waiting,
  ),
  /**
   * Puts a version in force. `number` is its own, `before` that of the one in force till now, both for who meets a conflict; `seenVersion`:
   * the assistant's, as it was before the person's eyes.
   */
  'prompts.makeCurrent': route(
    z.strictObject({ ...ofAssistant, promptId: z.uuid(), number: z.int().positive(), before: z.int().positive().nullable(), seenVersion: z.int().nonnegative() }),
    waiting,
  ),
} as const;
