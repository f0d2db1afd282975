/**
 * Why a call ended, in eight buckets. Vapi's `endedReason` has about 600 values and grows, so the text stays as it is
 * and only this reading of it is an enumeration.
 */
export const OUTCOME_BUCKETS = [
  'no-answer',
  'voicemail',
  'timeout',
  'cancelled',
  'error',
  'transferred',
  'completed',
  'other',
] as const;

export type OutcomeBucket = (typeof OUTCOME_BUCKETS)[number];
