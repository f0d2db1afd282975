import { asEpochMs, asIsoTime, laterOf } from '../text/instant.ts';
import { asNumber } from '../text/json-value.ts';
import { messageSpan, messagesOf, type CallTimes } from './call-turns.ts';
import { field, type Envelope } from './envelope.ts';

/**
 * When the call began and ended. Reports of 2024 carry neither; there the span of the messages says it (with the stated
 * duration where there is one), because the schema computes a call's length from these two. A call that never connected
 * has no messages and keeps null.
 */
export function readTimes(envelope: Envelope): CallTimes {
  const startedAt = field(envelope, asIsoTime, 'startedAt');
  const endedAt = field(envelope, asIsoTime, 'endedAt');
  if (startedAt !== null) return { startedAt, endedAt: notBefore(startedAt, endedAt), derived: false };
  const span = messageSpan(messagesOf(envelope));
  if (span === null) return { startedAt, endedAt, derived: false };
  const seconds = field(envelope, asNumber, 'durationSeconds');
  const lastMs = seconds === null || seconds <= 0 ? span.lastMs : span.firstMs + seconds * 1000;
  const start = asIsoTime(Math.round(span.firstMs));
  return { startedAt: start, endedAt: notBefore(start, endedAt ?? asIsoTime(Math.round(lastMs))), derived: true };
}

/** The partition key: `createdAt`, else `startedAt`, else the event's timestamp, else the time of this import. */
export function readCreatedAt({ call, message }: Envelope, times: CallTimes, now: string): string {
  const stated = times.derived ? null : times.startedAt;
  return asIsoTime(call.createdAt) ?? stated ?? asIsoTime(message.timestamp) ?? times.startedAt ?? now;
}

/** How new this view of the call is. An event's own timestamp counts, because the call inside it is a snapshot from its start. */
export function readSourceTime({ call, message }: Envelope, times: CallTimes): string | null {
  const stated = laterOf(asIsoTime(message.timestamp), asIsoTime(call.updatedAt));
  return stated ?? times.endedAt ?? times.startedAt ?? asIsoTime(call.createdAt);
}

function notBefore(startedAt: string | null, endedAt: string | null): string | null {
  const start = asEpochMs(startedAt);
  const end = asEpochMs(endedAt);
  return start !== null && end !== null && end < start ? null : endedAt;
}
