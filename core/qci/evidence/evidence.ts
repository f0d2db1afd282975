import { z } from 'zod';

/**
 * What a check of a quote found. `verified`: these words stand in that turn. `close`: words so near to them do that a reader would
 * recognise the place. `not_found`: they do not, or somebody else said them.
 */
export const EVIDENCE_STATES = ['verified', 'close', 'not_found'] as const;

export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** A piece of evidence as a judge gives it: whose words, in which turn, and whether they earn points or cost some. */
export const citedEvidenceSchema = z.object({
  /** Index of the turn in the call, tools counted. */
  turn: z.int().nonnegative(),
  speaker: z.enum(['agent', 'customer']),
  quote: z.string(),
  polarity: z.enum(['+', '-']),
});

/** The same after the check; `state` never comes from a judge. */
export const evidenceSchema = citedEvidenceSchema.extend({ state: z.enum(EVIDENCE_STATES) });

export type CitedEvidence = z.infer<typeof citedEvidenceSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
