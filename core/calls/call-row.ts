import { z } from 'zod';

import { asNumber, at } from '../text/json-value.ts';
import { CALL_TYPES } from './filters.ts';
import { assistantIdSchema, callIdSchema, phoneNumberIdSchema, userIdSchema } from './ids.ts';
import { OUTCOME_BUCKETS } from './outcome-bucket.ts';
import { RECORDING_STATES } from './recording-reference.ts';

const text = z.string().nullable();
const number = z.number().nullable();

/** One row of the call list: what the list shows and sorts by, no transcript. Times are ISO, cost is US dollars. */
export const callRowSchema = z.object({
  id: callIdSchema,
  createdAt: z.string(),
  startedAt: text,
  callType: z.enum(CALL_TYPES),
  status: z.string(),
  endedReason: text,
  outcomeBucket: z.enum(OUTCOME_BUCKETS).nullable(),
  assistantId: assistantIdSchema.nullable(),
  assistantName: text,
  phoneNumberId: phoneNumberIdSchema.nullable(),
  customerNumber: text,
  summary: text,
  durationSeconds: number,
  cost: number,
  recordingState: z.enum(RECORDING_STATES),
  hasTranscript: z.boolean(),
  promptVersion: number,
  qciTotalScore: number,
  dynamicsScore: number,
  objectionsScore: number,
  brandScore: number,
  outcomeScore: number,
  qciStatus: z.enum(['pass', 'review', 'fail']).nullable(),
  outcomeTier: text,
  reviewedBy: userIdSchema.nullable(),
  reviewedByName: text,
  reviewedAt: text,
  /** The place the search found, as plain text; null without a search. */
  snippet: text,
  /** The turn that the search found, by its index, and where it begins in the recording; null without one. */
  matchTurn: number,
  matchStartMs: number,
});

export type CallRow = z.infer<typeof callRowSchema>;

/** PostgreSQL's numeric arrives as text from some drivers. */
const NUMERIC: ReadonlySet<string> = new Set<keyof CallRow>([
  'durationSeconds', 'cost', 'promptVersion', 'qciTotalScore', 'dynamicsScore', 'objectionsScore', 'brandScore', 'outcomeScore', 'matchStartMs',
]);

/** A row of the list RPC (snake_case) as the app names it. A column the RPC left out reads as null; throws a ZodError on a row that is none. */
export function fromRpcRow(row: unknown): CallRow {
  const entries = Object.keys(callRowSchema.shape).map((key) => {
    const value = at(row, snakeCase(key)) ?? null;
    return [key, NUMERIC.has(key) && typeof value === 'string' ? asNumber(value) : value];
  });
  return callRowSchema.parse(Object.fromEntries(entries));
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/gu, (capital) => `_${capital.toLowerCase()}`);
}
