import { z } from 'zod';
import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../criteria.ts';

/** A piece of evidence as the workspace keeps it; older analyses do not say whose words they are. What a judge claims of its state is not read. */
const storedEvidenceSchema = z.object({
  turn: z.int().nonnegative(),
  speaker: z.enum(['agent', 'customer']).nullish().catch(null).transform((value) => value ?? null),
  quote: z.string().max(4000),
  polarity: z.enum(['+', '-']).catch('+'),
});

const storedCriterionSchema = z.object({
  score: z.int().nonnegative(),
  reason: z.string().catch(''),
  evidence: z.array(z.unknown()).catch([]),
  clamped: z.object({ from: z.number(), by: z.string() }).nullish().catch(null),
});

/** What an analysis says of one criterion, as far as it can be read. */
export const criterionSchema = z.object({
  key: z.enum(CRITERION_KEYS as [CriterionKey, ...CriterionKey[]]),
  score: z.int().nonnegative(),
  reason: z.string(),
  evidence: z.array(storedEvidenceSchema.extend({ speaker: z.enum(['agent', 'customer']).nullable() })),
  /** The score the judge gave, where it was held to another one. */
  clampedFrom: z.number().nullable(),
});

export type AnalysedCriterion = z.infer<typeof criterionSchema>;

/** A judge is asked for three at most; what a strange tool wrote must not keep the screen busy. */
const MOST_EVIDENCE = 8;

/**
 * The criteria of `qci_analyses.evidence`, in the order screens show them. The column is jsonb that anybody's tool may have
 * written: a criterion or a piece of evidence that cannot be read is left out, and the others stay.
 */
export function readCriteria(evidence: unknown): AnalysedCriterion[] {
  const stored = z.object({ criteria: z.record(z.string(), z.unknown()) }).safeParse(evidence);
  if (!stored.success) return [];
  return CRITERION_KEYS.flatMap((key) => {
    const read = storedCriterionSchema.safeParse(stored.data.criteria[key]);
    if (!read.success || read.data.score > CRITERIA[key].max) return [];
    const pieces = read.data.evidence.slice(0, MOST_EVIDENCE).flatMap((piece) => {
      const one = storedEvidenceSchema.safeParse(piece);
      return one.success ? [one.data] : [];
    });
    return [{ key, score: read.data.score, reason: read.data.reason, evidence: pieces, clampedFrom: read.data.clamped?.from ?? null }];
  });
}
