import type { CallType } from '../calls/filters.ts';
import { vapiUuid } from '../calls/ids.ts';
import { outcomeBucket } from '../calls/outcome-bucket.ts';
import type { RecordingReference } from '../calls/recording-reference.ts';
import { asList, asNumber, asText, at, firstOf, type JsonRecord } from '../text/json-value.ts';
import { readCreatedAt } from './call-times.ts';
import type { CallTimes, Conversation } from './call-turns.ts';
import { fitCost, fitText } from './column-limits.ts';
import { artifactField, field, filledList, filledRecord, type Envelope } from './envelope.ts';
import type { CallColumns } from './imported-call.ts';

/** What has been read of a call before its columns: `envelope` and `payload` without secrets, `recording` from before they were taken out. */
export type CallReading = { id: string; envelope: Envelope; payload: unknown; recording: RecordingReference; times: CallTimes; conversation: Conversation; sourceTime: string | null; stamp: string; now: string };

/** The `calls` columns of a full view of a call: a list item or an end-of-call report. */
export function fullColumns({ id, envelope, payload, recording, times, conversation, sourceTime, stamp, now }: CallReading): CallColumns {
  const reason = field(envelope, asText, 'endedReason');
  return {
    vapi_call_id: vapiUuid(id),
    assistant_name: fitText('assistant_name', assistantName(envelope)),
    call_type: callType(envelope),
    status: fitText('status', envelope.eventType === 'end-of-call-report' ? 'ended' : field(envelope, asText, 'status')),
    ended_reason: fitText('ended_reason', reason),
    outcome_bucket: outcomeBucket(reason),
    created_at: readCreatedAt(envelope, times, now),
    started_at: times.startedAt,
    ended_at: times.endedAt,
    transcript: conversation.transcript,
    summary: summary(envelope),
    recording_url: recording.recordingUrl,
    stereo_recording_url: recording.stereoRecordingUrl,
    recording_state: recording.state,
    customer_number: fitText('customer_number', field(envelope, asText, 'customer', 'number')),
    customer_info: field(envelope, filledRecord, 'customer') ?? {},
    cost: fitCost(cost(envelope)),
    turns: conversation.turns.length === 0 ? null : { version: 1, turns: [...conversation.turns] },
    success_evaluation: field(envelope, asEvaluation, 'analysis', 'successEvaluation'),
    structured_data: structuredData(envelope),
    cost_breakdown: costBreakdown(envelope),
    metadata: metadata(envelope, times),
    source_updated_at: sourceTime,
    merge_stamps: { '*': stamp },
    raw_data: payload,
  };
}

/** The columns of an event that is no report: what it says about the call's state, and nothing that was said in it. */
export function partialColumns(reading: CallReading): CallColumns {
  const { envelope } = reading;
  const full = fullColumns({ ...reading, conversation: { turns: [], transcript: null } });
  const isStatus = envelope.eventType === 'status-update';
  const reason = isStatus ? asText(envelope.message.endedReason) : null;
  return {
    ...full,
    status: isStatus ? fitText('status', asText(envelope.message.status)) : null,
    ended_reason: fitText('ended_reason', reason),
    outcome_bucket: outcomeBucket(reason),
    summary: null,
    cost: null,
    metadata: envelope.eventType === 'call.deleted' ? { ...full.metadata, deletedUpstream: true } : full.metadata,
    raw_data: null,
  };
}

/** The assistant's name, also where the call ran on an inline or overridden one; of a squad its own, or its first member's, who takes the call. */
export function assistantName(envelope: Envelope): string | null {
  return firstOf(
    asText,
    ...envelope.assistants.map((assistant) => at(assistant, 'name')),
    ...envelope.holders.map((holder) => at(holder, 'assistantOverrides', 'name')),
    ...envelope.holders.map((holder) => at(holder, 'squad', 'name')),
    ...envelope.holders.map((holder) => at(asList(at(holder, 'squad', 'members'))[0], 'assistant', 'name')),
  );
}

function callType(envelope: Envelope): CallType | null {
  const type = asText(envelope.call.type)?.toLowerCase() ?? '';
  if (type.startsWith('inbound')) return 'inbound';
  if (type.startsWith('outbound')) return 'outbound';
  return type.includes('web') ? 'web' : null;
}

function summary(envelope: Envelope): string | null {
  const outputs = Object.values(artifactField(envelope, filledRecord, 'structuredOutputs') ?? {});
  const named = outputs.filter((output) => /summary|resum[eé]n?|резюме/iu.test(asText(at(output, 'name')) ?? ''));
  return field(envelope, asText, 'analysis', 'summary') ?? field(envelope, asText, 'summary') ?? firstOf(asText, ...named.map((output) => at(output, 'result')));
}

/** Evaluations are text by the rubric's choice ("true", "7", "Good"); some payloads write them as JSON values. */
function asEvaluation(value: unknown): string | null {
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : asText(value);
}

/** An event's `call.cost` is a snapshot from the start, always 0; only the event's own cost counts there. */
function cost({ eventType, message, call }: Envelope): number | null {
  const own = asNumber(message.cost) ?? asNumber(at(message, 'costBreakdown', 'total'));
  const inCall = asNumber(call.cost) ?? asNumber(at(call, 'costBreakdown', 'total'));
  return own ?? (eventType === null || inCall !== 0 ? inCall : null);
}

function costBreakdown(envelope: Envelope): JsonRecord | null {
  const breakdown = field(envelope, filledRecord, 'costBreakdown');
  const costs = field(envelope, filledList, 'costs');
  return breakdown === null && costs === null ? null : { breakdown: breakdown ?? {}, costs: costs ?? [] };
}

function structuredData(envelope: Envelope): JsonRecord | null {
  const parts = {
    structuredData: field(envelope, filledRecord, 'analysis', 'structuredData'),
    structuredDataMulti: field(envelope, filledList, 'analysis', 'structuredDataMulti'),
    structuredOutputs: artifactField(envelope, filledRecord, 'structuredOutputs'),
    scorecards: artifactField(envelope, filledRecord, 'scorecards'),
  };
  return filledRecord(present(parts));
}

function metadata(envelope: Envelope, times: CallTimes): JsonRecord {
  const texts = ['campaignId', 'name', 'squadId', 'workflowId', 'assistantVersion', 'orgId', 'endedMessage'] as const;
  return present({
    ...Object.fromEntries(texts.map((key) => [key, field(envelope, asText, key)])),
    variableValues: field(envelope, filledRecord, 'assistantOverrides', 'variableValues'),
    metadata: field(envelope, filledRecord, 'metadata'),
    timesFromMessages: times.derived ? true : null,
  });
}

function present(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
