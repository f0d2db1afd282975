import { outcomeBucket } from '../calls/outcome-bucket.ts';
import { strongerState } from '../calls/recording-reference.ts';
import { asIsoTime, compareTimes, laterOf } from '../text/instant.ts';
import { asNumber, at, isRecord, sameJson } from '../text/json-value.ts';
import { completeCall } from './complete-call.ts';
import { filledRecord } from './envelope.ts';
import type { CallColumns, StoredCall } from './imported-call.ts';

/**
 * Two views of one call as one row: a value beats none, the later view beats the earlier, and at the same time what is
 * stored stays (so that importing a file twice changes nothing). `created_at` never moves, `ended` is never taken back.
 */
export function mergeCall(existing: StoredCall | null, incoming: CallColumns): { merged: StoredCall; changed: boolean } {
  const view = emptyAsNull(incoming);
  if (existing === null) return { merged: completeCall(view), changed: true };
  const stored = canonical(existing);
  const viewIsNewer = compareTimes(view.source_updated_at, stored.source_updated_at) > 0;
  const merged = viewIsNewer ? combine(view, stored) : combine(stored, view);
  const row = completeCall({ ...merged, created_at: stored.created_at });
  return { merged: row, changed: !sameJson(row, stored) };
}

function combine(newer: CallColumns, older: CallColumns): CallColumns {
  const row = { ...older, ...filledColumns(newer) };
  const state = strongerState(newer.recording_state, older.recording_state);
  return {
    ...row,
    status: newer.status === 'ended' || older.status === 'ended' ? 'ended' : row.status,
    outcome_bucket: (isEmpty(newer.ended_reason) ? older : newer).outcome_bucket ?? outcomeBucket(row.ended_reason),
    ended_at: [newer.ended_at, older.ended_at].find((end) => end !== null && !isBefore(end, row.started_at)) ?? null,
    turns: betterTurns(newer, older),
    recording_state: state,
    recording_url: state === 'denied' ? null : row.recording_url,
    stereo_recording_url: state === 'denied' ? null : row.stereo_recording_url,
    customer_info: { ...older.customer_info, ...newer.customer_info },
    metadata: { ...older.metadata, ...newer.metadata },
    source_updated_at: laterOf(newer.source_updated_at, older.source_updated_at),
    raw_data: richerPayload(newer.raw_data, older.raw_data),
  };
}

/** The call with null wherever a source writes "", {} or [] for nothing; the two columns that are objects by the schema stay so. */
function emptyAsNull<T extends CallColumns>(call: T): T {
  const nulls = Object.entries(call).filter(([key, value]) => isEmpty(value) && key !== 'customer_info' && key !== 'metadata');
  return { ...call, ...Object.fromEntries(nulls.map(([key]) => [key, null])) };
}

/** The columns that say something. */
function filledColumns(call: CallColumns): Partial<CallColumns> {
  return Object.fromEntries(Object.entries(call).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

/** An end before the start is no end: the schema computes the call's length from the two. */
function isBefore(end: string, start: string | null): boolean {
  return start !== null && compareTimes(end, start) < 0;
}

/** Turns with times are not given up for turns read from plain text, however new. */
function betterTurns(newer: CallColumns, older: CallColumns): CallColumns['turns'] {
  return turnQuality(newer) >= turnQuality(older) ? newer.turns : older.turns;
}

function turnQuality({ turns }: CallColumns): number {
  if (turns === null || turns.turns.length === 0) return 0;
  return turns.turns.some((turn) => turn.startMs !== null) ? 2 : 1;
}

/** Under zero data retention the webhook holds the only copy of the conversation, so a later payload without one does not replace it. */
function richerPayload(newer: unknown, older: unknown): unknown {
  if (isEmpty(newer)) return older;
  return hasConversation(older) && !hasConversation(newer) ? older : newer;
}

function hasConversation(payload: unknown): boolean {
  const places = [payload, at(payload, 'message'), at(payload, 'message', 'call'), at(payload, 'call')].flatMap((place) => [place, at(place, 'artifact')]);
  return places.some((place) => !isEmpty(at(place, 'transcript')) || !isEmpty(at(place, 'messages')));
}

/** A row as the database returns it, in the form in which imports write: times in UTC with milliseconds, cost as a number. */
function canonical(row: StoredCall): StoredCall {
  return {
    ...emptyAsNull(row),
    created_at: asIsoTime(row.created_at) ?? row.created_at,
    started_at: asIsoTime(row.started_at),
    ended_at: asIsoTime(row.ended_at),
    source_updated_at: asIsoTime(row.source_updated_at),
    cost: asNumber(row.cost),
    customer_info: filledRecord(row.customer_info) ?? {},
    metadata: filledRecord(row.metadata) ?? {},
  };
}
