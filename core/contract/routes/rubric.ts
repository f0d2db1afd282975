import { z } from 'zod';
import { rubricSchema } from '../../qci/rubric.ts';
import { OPERATION_STATES } from '../../sync/operation.ts';
import { route } from '../define.ts';

/** One version of the organization's rubric, as it was written. */
export const rubricVersionSchema = z.object({
  version: z.int().positive(),
  content: rubricSchema,
  note: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: z.string(),
});

/** A version that is saved on this device and not at the workspace yet; `state` is its operation's. */
const waitingSchema = z.object({ content: rubricSchema, note: z.string().nullable(), madeAt: z.string(), state: z.enum(OPERATION_STATES) });

/** What calls are measured by. The workspace answers; of what is read nothing is kept on this device, and what is saved is journaled here first. */
export const rubricRoutes = {
  /** The versions, the latest first; before a version where one is given. Empty where the organization has written none. */
  'rubric.listVersions': route(z.strictObject({ before: z.int().positive().nullable().default(null) }), z.object({ versions: z.array(rubricVersionSchema), hasMore: z.boolean(), waiting: waitingSchema.nullable(), asOf: z.string() })),
  /** How many scores that count were given by another rubric than the latest, up to a cap; `meanCost`: of a judge's run of late, US dollars. */
  'rubric.countOutdated': route(z.strictObject({}), z.object({ version: z.int().positive().nullable(), count: z.int().nonnegative(), capped: z.boolean(), meanCost: z.number().nullable() })),
  /** Saves a version, for admins: it is on disk when this answers, and the workspace hears of it later. `seen` is the version it was made from, 0 where there was none. */
  'rubric.save': route(
    z.strictObject({ seen: z.strictObject({ version: z.int().nonnegative(), content: rubricSchema }), content: rubricSchema, note: z.string().trim().max(4000).nullable() }),
    z.object({}),
  ),
} as const;

export type WaitingRubric = z.infer<typeof waitingSchema>;
export type RubricVersion = z.infer<typeof rubricVersionSchema>;
