import { z } from 'zod';
import { promptAssistantSchema, promptPageSchema, promptTextSchema } from '../../prompts/prompt.ts';
import { route } from '../define.ts';

/** Where an answer came from, and when the workspace last confirmed it (ISO time). */
const provenance = { source: z.enum(['workspace', 'cache']), asOf: z.string() };

/** The first page of versions is kept on this device as it was last seen, and so is every text that was read. */
export const promptsRoutes = {
  'prompts.listAssistants': route(z.strictObject({}), z.object({ assistants: z.array(promptAssistantSchema), ...provenance })),
  /** An assistant with its versions, the latest first; `before` is what the last page gave as `next`. */
  'prompts.listVersions': route(z.strictObject({ assistantId: z.uuid(), before: z.int().positive().nullable().default(null) }), promptPageSchema.extend(provenance)),
  /** The text of a version. It never changes, so that what is kept is as good as what the workspace has. */
  'prompts.get': route(z.strictObject({ promptId: z.uuid() }), promptTextSchema),
} as const;
