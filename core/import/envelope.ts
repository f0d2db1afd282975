import { asList, asRecord, asText, at, firstOf, isRecord, type JsonRecord } from '../text/json-value.ts';

/**
 * A payload taken out of its wrapping: `message` is the event (empty for a bare call), `call` the call it carries, and the
 * lists hold the places where a field may stand, most trusted first.
 */
export type Envelope = {
  eventType: string | null;
  message: JsonRecord;
  call: JsonRecord;
  /** Message, then call. */
  holders: readonly JsonRecord[];
  artifacts: readonly JsonRecord[];
  assistants: readonly JsonRecord[];
};

const CALL_STATUSES: ReadonlySet<string> = new Set(['scheduled', 'queued', 'ringing', 'in-progress', 'forwarding', 'ended', 'not-found', 'deletion-failed']);
/** Fields that only a call has, among the objects Vapi's API returns. */
const CALL_FIELDS = ['endedReason', 'startedAt', 'endedAt', 'artifact', 'transcript', 'messages', 'analysis', 'costs', 'phoneCallProvider', 'customer', 'recordingUrl', 'monitor'] as const;

/** Opens `{message: {…}}`, an event without that wrapper, or a bare call. */
export function openEnvelope(payload: JsonRecord): Envelope {
  const wrapped = at(payload, 'message');
  const isEvent = isRecord(wrapped) || isRecord(at(payload, 'call'));
  const message = isRecord(wrapped) ? wrapped : isEvent ? payload : {};
  const call = isEvent ? asRecord(at(message, 'call')) : payload;
  const holders = [message, call];
  return {
    eventType: isEvent ? (asText(at(message, 'type')) ?? 'unknown') : null,
    message,
    call,
    holders,
    artifacts: [...holders.map((holder) => asRecord(at(holder, 'artifact'))), ...holders],
    assistants: holders.map((holder) => asRecord(at(holder, 'assistant'))),
  };
}

/** Vapi's id of the call, whatever its form. */
export function callIdOf({ call, message }: Envelope): string | null {
  return firstOf(asText, at(call, 'id'), at(message, 'callId'))?.trim() ?? null;
}

/** True for an object that is a call and not, say, an assistant or a line of some report. */
export function looksLikeCall(call: JsonRecord): boolean {
  if (/call$/iu.test(asText(at(call, 'type')) ?? '')) return true;
  return CALL_STATUSES.has(asText(at(call, 'status')) ?? '') || CALL_FIELDS.some((field) => Object.hasOwn(call, field));
}

/** The field at a path in the message, then in the call: the first that `read` accepts. */
export function field<T>({ holders }: Envelope, read: (value: unknown) => T | null, ...path: readonly string[]): T | null {
  return firstOf(read, ...holders.map((holder) => at(holder, ...path)));
}

/** The same in the artifacts, then beside them. */
export function artifactField<T>({ artifacts }: Envelope, read: (value: unknown) => T | null, ...path: readonly string[]): T | null {
  return firstOf(read, ...artifacts.map((artifact) => at(artifact, ...path)));
}

/** A list with something in it; older payloads write `messages: []` in one place and the real list in another. */
export function filledList(value: unknown): readonly unknown[] | null {
  return asList(value).length > 0 ? asList(value) : null;
}

/** An object with something in it; Vapi writes {} where it has nothing. */
export function filledRecord(value: unknown): JsonRecord | null {
  return isRecord(value) && Object.keys(value).length > 0 ? value : null;
}
