import { z } from 'zod';

import { assistantIdSchema, phoneNumberIdSchema } from './ids.ts';
import { OUTCOME_BUCKETS } from './outcome-bucket.ts';

/** The direction of a call, in the words of the schema; Vapi's own types are inboundPhoneCall, outboundPhoneCall, webCall. */
export const CALL_TYPES = ['inbound', 'outbound', 'web'] as const;
export type CallType = (typeof CALL_TYPES)[number];

/** The band of a call's QCI total; 'none' is a call without an analysis. */
export const FILTER_BANDS = ['pass', 'review', 'fail', 'none'] as const;
export type FilterBand = (typeof FILTER_BANDS)[number];

const MOST_VALUES = 100;
const instant = z.iso.datetime({ offset: true });
const score = z.number().min(0).max(100);
const seconds = z.number().nonnegative().max(1_000_000);
const several = <T extends z.ZodType>(item: T) => z.array(item).max(MOST_VALUES);

/** The filters of the call list. Periods are half open, [from, to); every other range includes its ends. An absent or empty filter lets all through. */
export const callFilterSchema = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  assistantIds: several(assistantIdSchema).optional(),
  phoneNumberIds: several(phoneNumberIdSchema).optional(),
  callTypes: several(z.enum(CALL_TYPES)).optional(),
  statuses: several(z.string().min(1).max(50)).optional(),
  outcomeBuckets: several(z.enum(OUTCOME_BUCKETS)).optional(),
  bands: several(z.enum(FILTER_BANDS)).optional(),
  scoreMin: score.optional(),
  scoreMax: score.optional(),
  durationMin: seconds.optional(),
  durationMax: seconds.optional(),
  hasTranscript: z.boolean().optional(),
  hasRecording: z.boolean().optional(),
  hasAnalysis: z.boolean().optional(),
  reviewed: z.boolean().optional(),
  q: z.string().trim().max(200).optional(),
});

export type CallFilter = z.infer<typeof callFilterSchema>;

const COLUMNS = ['created_at', 'duration_seconds', 'qci_total_score', 'cost'] as const;
const direction = z.enum(['asc', 'desc']);

/** What kept rows can be sorted by; ties go by created_at and id, so that pages never overlap. */
export const keptSortSchema = z.strictObject({ by: z.enum(COLUMNS), direction });

/** What the list can be sorted by: `rank`, the best match first, only where words are searched for. */
export const sortSchema = z.strictObject({ by: z.enum([...COLUMNS, 'rank']), direction });

export type CallSort = z.infer<typeof sortSchema>;
export type KeptSort = z.infer<typeof keptSortSchema>;

/** The order in which kept rows stand in for a list. They have no rank: the newest come first instead. */
export function keptSort({ by, direction: way }: CallSort): KeptSort {
  return by === 'rank' ? { by: 'created_at', direction: 'desc' } : { by, direction: way };
}

const RPC_KEYS = {
  from: 'from',
  to: 'to',
  assistantIds: 'assistant_ids',
  phoneNumberIds: 'phone_number_ids',
  callTypes: 'call_types',
  statuses: 'statuses',
  outcomeBuckets: 'outcome_buckets',
  bands: 'bands',
  scoreMin: 'score_min',
  scoreMax: 'score_max',
  durationMin: 'duration_min',
  durationMax: 'duration_max',
  hasTranscript: 'has_transcript',
  hasRecording: 'has_recording',
  hasAnalysis: 'has_analysis',
  reviewed: 'reviewed',
  q: 'q',
} as const satisfies Record<keyof CallFilter, string>;

/** The jsonb argument of the list RPC. */
export type RpcFilters = { [K in keyof CallFilter as (typeof RPC_KEYS)[K]]?: NonNullable<CallFilter[K]> };

/** The filter under the names the RPC knows; what lets everything through (absent, empty list, empty text) is left out. */
export function toRpcFilters(filter: CallFilter): RpcFilters {
  const entries = Object.entries(RPC_KEYS).map(([key, rpcKey]) => [rpcKey, filter[key as keyof CallFilter]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}
