import type { CallType } from '../calls/filters.ts';
import type { OutcomeBucket } from '../calls/outcome-bucket.ts';
import type { RecordingState } from '../calls/recording-reference.ts';
import type { JsonRecord } from '../text/json-value.ts';
import type { StoredTurns } from '../transcript/turn.ts';
import type { Stamps } from './stamps.ts';

/** The columns of `calls` an import fills, under their names there. Null means "the payload does not say" and never overwrites. */
export type CallColumns = {
  vapi_call_id: string;
  assistant_name: string | null;
  call_type: CallType | null;
  status: string | null;
  ended_reason: string | null;
  outcome_bucket: OutcomeBucket | null;
  /** The partition key: set at the first import and never moved. */
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  transcript: string | null;
  summary: string | null;
  recording_url: string | null;
  stereo_recording_url: string | null;
  recording_state: RecordingState;
  customer_number: string | null;
  customer_info: JsonRecord;
  cost: number | null;
  turns: StoredTurns | null;
  success_evaluation: string | null;
  structured_data: JsonRecord | null;
  cost_breakdown: JsonRecord | null;
  metadata: JsonRecord;
  /** How new the source's view is: the event's timestamp or the call's updatedAt. */
  source_updated_at: string | null;
  /** Which view each value came from: of two views the one with the greater stamp wins. */
  merge_stamps: Stamps;
  raw_data: unknown;
};

/** The same once it is a row: the two columns that the schema does not let be null are filled. */
export type StoredCall = CallColumns & { call_type: CallType; status: string };

/** `name` null: not known from here; insert with the id as name and never overwrite a known one. */
export type ImportedAssistant = { vapi_assistant_id: string; name: string | null; configuration: JsonRecord };

/** `phone_number` null: the payload names the line by id only. `country_code` is the calling code with its plus. */
export type ImportedPhoneNumber = { vapi_phone_id: string | null; phone_number: string | null; country_code: string | null };

/** `source` 'call': the prompt after its variables were filled in, so its text differs from call to call. */
export type ImportedPrompt = { content: string; source: 'assistant' | 'overrides' | 'call'; vapi_version: string | null };

export type ImportedParticipant = {
  participant_type: 'agent' | 'customer' | 'transfer';
  participant_name: string | null;
  phone_number: string | null;
  join_time: string | null;
  leave_time: string | null;
  talk_time_seconds: number | null;
};

/** A payload read into rows. `partial`: an event that only updates a call that is already there. */
export type ImportedCall = {
  partial: boolean;
  call: CallColumns;
  assistant: ImportedAssistant | null;
  phone_number: ImportedPhoneNumber | null;
  prompt: ImportedPrompt | null;
  participants: readonly ImportedParticipant[];
};
