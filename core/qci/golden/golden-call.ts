import { z } from 'zod';
import { OUTCOME_TIERS } from '../../calls/outcome-tier.ts';

const judged = (max: number) => z.strictObject({ score: z.int().min(0).max(max), reason: z.string().min(1) });

const turnSchema = z.strictObject({
  speaker: z.enum(['agent', 'customer']),
  text: z.string().min(1),
  /** Milliseconds of silence before this turn, where it is not the usual short pause. */
  pauseBeforeMs: z.int().positive().optional(),
  /** A barge-in: this turn starts so many milliseconds before the one before it ends. */
  overlapMs: z.int().positive().optional(),
});

/** A conversation written by hand and scored by hand, by the rules of the README beside this file. */
export const goldenCallSchema = z.strictObject({
  id: z.string().regex(/^(en|ru|es)-[a-z0-9-]+$/),
  language: z.enum(['en', 'ru', 'es']),
  /** Which half it belongs to: the judge may be tuned on one, and is measured on the other. */
  half: z.enum(['tune', 'held']),
  scenario: z.string().min(1),
  brandTerms: z.array(z.string().min(1)).min(1),
  forbiddenPhrases: z.array(z.string().min(1)).default([]),
  turns: z.array(turnSchema).min(2),
  scores: z.strictObject({
    talk_balance: judged(12),
    flow: judged(10),
    engagement: judged(8),
    recognition: judged(7),
    compliance: judged(7),
    alternatives: judged(6),
    mention: z.strictObject({ score: z.union([z.literal(0), z.literal(10)]), reason: z.string().min(1) }),
    tone: judged(10),
    outcome: z.strictObject({ tier: z.enum(OUTCOME_TIERS), score: z.int().min(0).max(30), reason: z.string().min(1) }),
  }),
});

export type GoldenCall = z.infer<typeof goldenCallSchema>;
