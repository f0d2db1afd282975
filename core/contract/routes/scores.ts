import { z } from 'zod';
import { analysisSchema, reviewSchema, runSchema } from '../../calls/analysis.ts';
import { OVERRIDE_REASONS, SCORE_PARTS, type ScorePart } from '../../qci/override.ts';
import { scoresSchema } from '../../sync/scores/patches.ts';
import { route } from '../define.ts';

const part = z.enum(SCORE_PARTS as [ScorePart, ...ScorePart[]]);

/**
 * What the person had before his eyes: the score's version, and of its values those that matter. Where others stand there now, the
 * change meets a conflict.
 */
const seenScore = z.strictObject({ version: z.int().nonnegative(), values: z.partialRecord(part, z.int().nonnegative().nullable()) });

/** The call's score after a change, with what only this device knows. */
export const scoreOfCallSchema = z.object({ analysis: analysisSchema.nullable(), runs: z.array(runSchema), review: reviewSchema.nullable() });

/** Every change is journaled on this device before it is answered, and goes to the workspace from there. */
export const scoresRoutes = {
  /** Gives a dimension or a criterion a value of one's own; a value of null takes it back. Rejects `conflict` where that part is not open to it. */
  'scores.override': route(
    z.strictObject({ callId: z.uuid(), part, value: z.int().min(0).max(30).nullable(), reason: z.enum(OVERRIDE_REASONS).nullable(), note: z.string().trim().max(4000).nullable(), seen: seenScore }),
    scoreOfCallSchema,
  ),
  /** Stores the person's own review: what he decided by criterion, whether he was blind to the judge, and how many seconds he took. */
  'scores.review': route(
    z.strictObject({ callId: z.uuid(), scores: scoresSchema, wasBlind: z.boolean(), seconds: z.int().min(0).max(86_400), seen: seenScore }),
    scoreOfCallSchema,
  ),
  /** Makes one of the call's runs the judge's opinion that counts, below what people decided. */
  'scores.adopt': route(z.strictObject({ callId: z.uuid(), runId: z.uuid() }), scoreOfCallSchema),
} as const;

export type ScoreOfCall = z.infer<typeof scoreOfCallSchema>;
export type SeenScore = z.infer<typeof seenScore>;
