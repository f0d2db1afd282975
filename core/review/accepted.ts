import { z } from 'zod';
import type { Analysis } from '../calls/analysis.ts';
import { CRITERION_KEYS, type CriterionKey } from '../qci/criteria.ts';

const acceptedSchema = z.object({ of: z.string(), keys: z.array(z.enum(CRITERION_KEYS as [CriterionKey, ...CriterionKey[]])) });

/** What was accepted is of one opinion: another run has other values to accept. */
const opinionOf = ({ runKey, id, analyzedAt }: Analysis): string => runKey ?? `${id} ${analyzedAt ?? ''}`;

/** The criteria whose values a person accepted, out of the text that is kept of it; none where it was another opinion, or cannot be read. */
export function readAccepted(text: string | null, analysis: Analysis | null): ReadonlySet<CriterionKey> {
  if (text === null || analysis === null) return new Set();
  try {
    const { of, keys } = acceptedSchema.parse(JSON.parse(text));
    return new Set(of === opinionOf(analysis) ? keys : []);
  } catch {
    return new Set();
  }
}

/** The same as a text to keep; empty where nothing is accepted. */
export const writeAccepted = (keys: ReadonlySet<CriterionKey>, analysis: Analysis): string => (keys.size === 0 ? '' : JSON.stringify({ of: opinionOf(analysis), keys: [...keys] }));
