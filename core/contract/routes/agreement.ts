import { z } from 'zod';
import { agreementPairSchema, PAIR_MODES } from '../../qci/agreement/pair.ts';
import { OVERRIDE_REASONS } from '../../qci/override.ts';
import { route } from '../define.ts';

const cursorSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** An absent filter lets all through. A judge is the first rater or a person is, never both; the second is always a person. */
export const pairFilterSchema = z.strictObject({
  mode: z.enum(PAIR_MODES),
  /** When the review was completed: from the one moment up to the other. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  assistantIds: z.array(z.uuid()).max(100).optional(),
  firstPerson: z.uuid().optional(),
  secondPerson: z.uuid().optional(),
  blind: z.boolean().optional(),
  judges: z.array(z.string().min(1).max(200)).max(100).optional(),
  rubricVersions: z.array(z.string().min(1).max(40)).max(100).optional(),
});

/** How many values people gave in a judge's place, on how many calls, and how many of them for which reason. */
export const overrideReasonsSchema = z.object({
  overrides: z.int().nonnegative(),
  calls: z.int().nonnegative(),
  reasons: z.array(z.object({ reason: z.enum(OVERRIDE_REASONS), count: z.int().positive() })),
});

/** The thresholds of today, by which the bands of both sides are told. */
const thresholds = z.object({ pass: z.number(), review: z.number() });

/** Calls that were scored twice. The workspace answers; nothing of it is kept on this device. */
export const agreementRoutes = {
  /** A page of pairs, the latest review first. */
  'agreement.listPairs': route(
    z.strictObject({ filter: pairFilterSchema, cursor: cursorSchema.nullable().default(null), limit: z.int().min(1).max(1000).default(1000) }),
    z.object({ rows: z.array(agreementPairSchema), next: cursorSchema.nullable(), thresholds, asOf: z.string() }),
  ),
  /** Why people gave values of their own, the commonest reason first; of the filter, `mode`, `firstPerson` and `blind` say nothing here. */
  'agreement.listReasons': route(z.strictObject({ filter: pairFilterSchema }), overrideReasonsSchema),
  /** Writes the pairs of a filter, at most 10,000, as CSV where the person chooses; no name where he chose nowhere. */
  'agreement.export': route(z.strictObject({ filter: pairFilterSchema }), z.object({ file: z.string().nullable(), pairs: z.int().nonnegative() })),
  /** Which judges scored by which rubrics. */
  'agreement.listJudges': route(z.strictObject({}), z.object({ judges: z.array(z.object({ judge: z.string(), rubricVersion: z.string() })) })),
} as const;

export type OverrideReasons = z.infer<typeof overrideReasonsSchema>;
export type PairFilter = z.infer<typeof pairFilterSchema>;
