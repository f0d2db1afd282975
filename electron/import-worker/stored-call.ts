import type { StoredCall } from '../../core/import/imported-call.ts';

/** The columns that imports write. The type keeps the list whole. */
const COLUMNS: Readonly<Record<keyof StoredCall, true>> = {
  vapi_call_id: true,
  assistant_name: true,
  call_type: true,
  status: true,
  ended_reason: true,
  outcome_bucket: true,
  created_at: true,
  started_at: true,
  ended_at: true,
  transcript: true,
  summary: true,
  recording_url: true,
  stereo_recording_url: true,
  recording_state: true,
  customer_number: true,
  customer_info: true,
  cost: true,
  turns: true,
  success_evaluation: true,
  structured_data: true,
  cost_breakdown: true,
  metadata: true,
  source_updated_at: true,
  merge_stamps: true,
  raw_data: true,
};

/** A stored row without what imports do not write (its id, its organization): only so can "nothing changed" be told. */
export function toStoredCall(row: Readonly<Record<string, unknown>>): StoredCall {
  return Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, row[column] ?? null])) as StoredCall;
}
