import { RECORDING_STATES } from '../calls/recording-reference.ts';
import { asList, at, isRecord } from '../text/json-value.ts';
import type { CallColumns } from './imported-call.ts';
import { GUESSED, unnamedStamp } from './stamps.ts';

/** A value that a view knows, and what decides whether it stays: how much it says, then where its view stands. */
export type Known = { value: unknown; weight: number; stamp: string };

/** Columns whose keys are fields of their own: each view names some of them. */
export const KEYED = ['customer_info', 'metadata'] as const;

/** Columns that are no view's opinion, or are merged in another way. */
const APART: ReadonlySet<string> = new Set(['vapi_call_id', 'created_at', 'source_updated_at', 'merge_stamps', ...KEYED]);

/** What a call knows, by field; `metadata.orgId` is a field too. "", {}, [] and a recording state of `none` are no knowledge. */
export function knownValues(call: CallColumns): Map<string, Known> {
  const all = call.merge_stamps['*'] ?? unnamedStamp(call.source_updated_at);
  const columns = Object.entries(call).filter(([field]) => !APART.has(field));
  const keys = KEYED.flatMap((column) => Object.entries(call[column]).map(([key, value]) => [`${column}.${key}`, value] as const));
  return new Map(
    [...columns, ...keys].flatMap(([field, value]): [string, Known][] => {
      const stamp = call.merge_stamps[field] ?? all;
      return saysNothing(value) || (field === 'recording_state' && value === 'none') || stamp === GUESSED ? [] : [[field, { value, weight: weightOf(field, value), stamp }]];
    }),
  );
}

/** Of two values of a field the one that stays; of two that are the same in everything, the first. */
export function stronger(a: Known, b: Known): Known {
  if (a.weight !== b.weight) return a.weight > b.weight ? a : b;
  return b.stamp > a.stamp ? b : a;
}

export function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

/** A call that has ended, a cost that is known, a refusal, turns with times and a payload with words outlive any later view without them. */
function weightOf(field: string, value: unknown): number {
  switch (field) {
    case 'status':
      return value === 'ended' ? 1 : 0;
    case 'cost':
      return value === 0 ? 0 : 1;
    case 'recording_state':
      return RECORDING_STATES.findIndex((state) => state === value);
    case 'turns':
      return turnWeight(asList(at(value, 'turns')));
    case 'raw_data':
      return hasConversation(value) ? 1 : 0;
    default:
      return 0;
  }
}

function turnWeight(turns: readonly unknown[]): number {
  if (turns.length === 0) return 0;
  return turns.some((turn) => typeof at(turn, 'startMs') === 'number') ? 2 : 1;
}

/** Under zero data retention the webhook holds the only copy of the conversation. */
function hasConversation(payload: unknown): boolean {
  const places = [payload, at(payload, 'message'), at(payload, 'message', 'call'), at(payload, 'call')].flatMap((place) => [place, at(place, 'artifact')]);
  return places.some((place) => !saysNothing(at(place, 'transcript')) || !saysNothing(at(place, 'messages')));
}
