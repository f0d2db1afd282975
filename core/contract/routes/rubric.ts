import { z } from 'zod';
import { rubricSchema } from '../../qci/rubric.ts';
import { route } from '../define.ts';

/** One version of the organization's rubric, as it was written. */
export const rubricVersionSchema = z.object({
  version: z.int().positive(),
  content: rubricSchema,
  note: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: z.string(),
});

/** What calls are measured by. The workspace answers; nothing of it is kept on this device. */
export const rubricRoutes = {
  /** The versions, the latest first; before a version where one is given. Empty where the organization has written none. */
  'rubric.listVersions': route(z.strictObject({ before: z.int().positive().nullable().default(null) }), z.object({ versions: z.array(rubricVersionSchema), hasMore: z.boolean(), asOf: z.string() })),
  /** How many scores that count were given by another rubric than the latest, up to a cap; `meanCost`: of a judge's run of late, US dollars. */
  'rubric.countOutdated': route(z.strictObject({}), z.object({ version: z.int().positive().nullable(), count: z.int().nonnegative(), capped: z.boolean(), meanCost: z.number().nullable() })),
  /** Saves a version, for admins. Expected is the latest one, 0 where there is none; rejects `conflict` where another one is meanwhile. */
  'rubric.save': route(
    z.strictObject({ expectedVersion: z.int().nonnegative(), content: rubricSchema, note: z.string().trim().max(4000).nullable() }),
    z.object({ version: z.int().positive() }),
  ),
} as const;

export type RubricVersion = z.infer<typeof rubricVersionSchema>;
