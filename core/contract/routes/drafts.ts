import { z } from 'zod';
import { route } from '../define.ts';

const done = z.object({});
/** The call that the text belongs to; of a prompt's draft the assistant. */
const callId = z.uuid();
/** The longest text: a prompt of 200,000 characters as JSON, in which a character may take six. */
export const LONGEST_DRAFT = 1_250_000;
/** Which text field it is: `moment:new`, `moment:<id>`, `comment:<moment id>`, `prompt:draft`. */
const field = z.string().regex(/^[a-z]+:[a-z0-9-]{1,60}$/);

export const draftSchema = z.object({ field, text: z.string(), updatedAt: z.string() });

/** Half-typed texts, and where the person was: both are on disk within a second and come back after a crash. */
export const draftsRoutes = {
  'drafts.list': route(z.strictObject({ callId }), z.object({ drafts: z.array(draftSchema) })),
  /** An empty text ends the draft. */
  'drafts.save': route(z.strictObject({ callId, field, text: z.string().max(LONGEST_DRAFT) }), done),
  /** The call that was open last and the second of its recording; null where none was. */
  'drafts.getPlace': route(z.strictObject({}), z.object({ callId, positionMs: z.int().nonnegative() }).nullable()),
  'drafts.savePlace': route(z.strictObject({ callId: callId.nullable(), positionMs: z.int().nonnegative() }), done),
} as const;

export type Draft = z.infer<typeof draftSchema>;
