import { z } from 'zod';
import { route } from '../define.ts';

const done = z.object({});
const callId = z.uuid();
/** Which text field of a call it is: `moment:new`, `moment:<id>`, `comment:<moment id>`, `review:accepted`, `note:<part of the score>`. */
const field = z.string().regex(/^[a-z]+:[a-z0-9-]{1,60}$/);

export const draftSchema = z.object({ field, text: z.string(), updatedAt: z.string() });

/** Half-typed texts, and where the person was: both are on disk within a second and come back after a crash. */
export const draftsRoutes = {
  'drafts.list': route(z.strictObject({ callId }), z.object({ drafts: z.array(draftSchema) })),
  /** An empty text ends the draft. */
  'drafts.save': route(z.strictObject({ callId, field, text: z.string().max(20_000) }), done),
  /** The call that was open last and the second of its recording; null where none was. */
  'drafts.getPlace': route(z.strictObject({}), z.object({ callId, positionMs: z.int().nonnegative() }).nullable()),
  'drafts.savePlace': route(z.strictObject({ callId: callId.nullable(), positionMs: z.int().nonnegative() }), done),
} as const;

export type Draft = z.infer<typeof draftSchema>;
