import { recordingReference } from '../calls/recording-reference.ts';
import { asRecord, at, isRecord, isWithinDepth, type JsonRecord } from '../text/json-value.ts';
import { storableJson, storableText } from '../text/storable.ts';
import { fullColumns, partialColumns, type CallReading } from './call-columns.ts';
import { readSourceTime, readTimes } from './call-times.ts';
import { readConversation } from './call-turns.ts';
import { callIdOf, looksLikeCall, openEnvelope, type Envelope } from './envelope.ts';
import type { ImportedCall } from './imported-call.ts';
import { readAssistant, readPhoneNumber, readPrompt } from './linked-rows.ts';
import { linkedStamps } from './linked-views.ts';
import { readParticipants } from './participants.ts';
import { redact } from './redact.ts';
import { redactText } from './redact-text.ts';
import type { SetAside } from './set-aside.ts';
import { viewStamp, type ViewKind } from './stamps.ts';

/** What became of one item. */
export type ParsedItem = { imported: ImportedCall } | { setAside: SetAside };

/** Deeper nesting than any payload has; deeper ones could exhaust the stack of whoever walks them. */
const MOST_DEPTH = 200;

/** Events that say something about a call's state without being its report. */
const STATE_EVENTS: ReadonlySet<string> = new Set(['status-update', 'call.deleted']);

/**
 * One call or event as rows. Never throws: what is no call, names none, or holds only a piece of a conversation is set
 * aside with a reason. Everything is read from a copy without secrets, so none can reach a row. `now` (ISO) becomes
 * `created_at` where the payload has no time at all.
 */
export function parseCall(payload: unknown, now: string): ParsedItem {
  if (!isRecord(payload)) return setAside('not-an-object', 'A call or an event is a JSON object.');
  if (!isWithinDepth(payload, MOST_DEPTH)) return setAside('too-deep', `The payload is nested deeper than ${MOST_DEPTH} levels.`);
  const original = openEnvelope(payload);
  const { eventType } = original;
  if (eventType === null && !looksLikeCall(original.call)) return setAside('not-a-call', 'The object has none of the fields of a Vapi call.');
  const id = callIdOf(original);
  if (id === null) return setAside('no-call-id', eventType === null ? 'The call has no id.' : `The event "${eventType}" names no call.`);
  const isFull = eventType === null || eventType === 'end-of-call-report';
  if (!isFull && !STATE_EVENTS.has(eventType)) {
    return setAside('event-not-a-report', `The event "${eventType}" holds a piece of a call; the call is taken from its end-of-call report or from the call list.`);
  }
  const reading = readCall(id, original, payload, now);
  return { imported: isFull ? fullCall(reading) : partialCall(reading) };
}

/** True for an event that only updates a call, which must be there before it. */
export function isStateEvent(payload: unknown): boolean {
  return isRecord(payload) && STATE_EVENTS.has(openEnvelope(payload).eventType ?? '');
}

/** What names a file, clean like the copy: a path alone may be a secret, and may hold signs that cannot be stored. */
const cleanUrl = (url: string | null): string | null => (url === null ? null : storableText(redactText(url)));

/** The recording is looked up in the original, because presigned URLs, which the copy no longer has, show that there is one. */
function readCall(id: string, original: Envelope, payload: JsonRecord, now: string): CallReading {
  const clean = asRecord(storableJson(redact(payload)));
  const envelope = openEnvelope(clean);
  const times = readTimes(envelope, now);
  const sourceTime = readSourceTime(envelope, times, now);
  const compliances = [...original.holders, ...original.artifacts].map((holder) => at(holder, 'compliance'));
  const recording = recordingReference(original.artifacts, compliances);
  return {
    id,
    envelope,
    payload: clean,
    recording: { ...recording, recordingUrl: cleanUrl(recording.recordingUrl), stereoRecordingUrl: cleanUrl(recording.stereoRecordingUrl) },
    times,
    conversation: readConversation(envelope, times),
    sourceTime,
    stamp: viewStamp(sourceTime, kindOf(envelope), clean),
    now,
  };
}

function fullCall(reading: CallReading): ImportedCall {
  const { envelope, times, conversation } = reading;
  return stamped({
    partial: false,
    call: fullColumns(reading),
    assistant: readAssistant(envelope),
    phone_number: readPhoneNumber(envelope),
    prompt: readPrompt(envelope),
    participants: readParticipants(envelope, times, conversation.turns),
  });
}

function partialCall(reading: CallReading): ImportedCall {
  return stamped({
    partial: true,
    call: partialColumns(reading),
    assistant: readAssistant(reading.envelope),
    phone_number: readPhoneNumber(reading.envelope),
    prompt: null,
    participants: [],
  });
}

/** With the stamps of what hangs off the call, too. */
function stamped(view: ImportedCall): ImportedCall {
  const { call } = view;
  return { ...view, call: { ...call, merge_stamps: { ...call.merge_stamps, ...linkedStamps(view, call.merge_stamps['*'] ?? '') } } };
}

function kindOf({ eventType }: Envelope): ViewKind {
  if (eventType === null) return 'listed';
  return eventType === 'end-of-call-report' ? 'report' : 'event';
}

function setAside(reason: SetAside['reason'], detail: string): ParsedItem {
  return { setAside: { reason, detail } };
}
