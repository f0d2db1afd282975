import { asEpochMs, asIsoTime, laterOf } from '../text/instant.ts';
import { asNumber } from '../text/json-value.ts';
import { messageSpan, messagesOf, type CallTimes } from './call-turns.ts';
import { field, type Envelope } from './envelope.ts';

/** Further ahead of the import no clock is believed: such a call would stand at the head of the list for ever. */
const MOST_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Reads a time that is at most a day ahead of `now` (ISO). What a later one says stays in the payload, and the next source of the date counts. */
function believableTime(now: string): (value: unknown) => string | null {
  const latest = (asEpochMs(now) ?? Infinity) + MOST_AHEAD_MS;
  return (value) => ((asEpochMs(value) ?? Infinity) <= latest ? asIsoTime(value) : null);
}

/**
 * When the call began and ended. Reports of 2024 carry neither; there the span of the messages says it (with the stated
 * duration where there is one), because the schema computes a call's length from these two. A call that never connected
 * has no messages and keeps null.
 */
export function readTimes(envelope: Envelope, now: string): CallTimes {
  const asTime = believableTime(now);
  const startedAt = field(envelope, asTime, 'startedAt');
  const endedAt = field(envelope, asTime, 'endedAt');
  if (startedAt !== null) return { startedAt, endedAt: notBefore(startedAt, endedAt), derived: false };
  const span = messageSpan(messagesOf(envelope));
  if (span === null) return { startedAt, endedAt, derived: false };
  const seconds = field(envelope, asNumber, 'durationSeconds');
  const lastMs = seconds === null || seconds <= 0 ? span.lastMs : span.firstMs + seconds * 1000;
  const start = asTime(Math.round(span.firstMs));
  if (start === null) return { startedAt, endedAt, derived: false };
  return { startedAt: start, endedAt: notBefore(start, endedAt ?? asTime(Math.round(lastMs))), derived: true };
}

/** The partition key: `createdAt`, else `startedAt`, else the event's timestamp, else the time of this import. */
export function readCreatedAt({ call, message }: Envelope, times: CallTimes, now: string): string {
  const asTime = believableTime(now);
  const stated = times.derived ? null : times.startedAt;
  return asTime(call.createdAt) ?? stated ?? asTime(message.timestamp) ?? times.startedAt ?? now;
}

/** How new this view of the call is. An event's own timestamp counts, because the call inside it is a snapshot from its start. */
export function readSourceTime({ call, message }: Envelope, times: CallTimes, now: string): string | null {
  const asTime = believableTime(now);
  const stated = laterOf(asTime(message.timestamp), asTime(call.updatedAt));
  return stated ?? times.endedAt ?? times.startedAt ?? asTime(call.createdAt);
}

function notBefore(startedAt: string | null, endedAt: string | null): string | null {
  const start = asEpochMs(startedAt);
  const end = asEpochMs(endedAt);
  return start !== null && end !== null && end < start ? null : endedAt;
}
