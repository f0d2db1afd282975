import { asIsoTime, laterOf } from '../text/instant.ts';
import { asNumber, asRecord, sameJson } from '../text/json-value.ts';
import { completeCall } from './complete-call.ts';
import type { CallColumns, StoredCall } from './imported-call.ts';
import { KEYED, knownValues, stronger, type Known } from './known-values.ts';
import { compactStamps, LINKED, type Stamps } from './stamps.ts';

/**
 * Two views of one call as one row, by the rules in docs/ARCHITECTURE.md: field by field the value that says more, then
 * the one whose view has the greater stamp. So any number of views, in any order, makes the same row, and a view that is
 * merged again changes nothing. `created_at` is the first view's and never moves.
 */
export function mergeCall(existing: StoredCall | null, incoming: CallColumns): { merged: StoredCall; changed: boolean } {
  if (existing === null) return { merged: completeCall(mergeViews(incoming)), changed: true };
  const stored = canonical(existing);
  const merged = completeCall({ ...mergeViews(stored, incoming), created_at: stored.created_at });
  return { merged, changed: !sameJson(merged, completeCall(mergeViews(stored))) };
}

function mergeViews(first: CallColumns, ...others: readonly CallColumns[]): CallColumns {
  const views = [first, ...others];
  const best = strongestValues(views);
  const [customerInfo, metadata] = KEYED.map((column) => keysOf(column, best));
  return {
    ...UNKNOWN,
    ...Object.fromEntries([...best].filter(([field]) => Object.hasOwn(UNKNOWN, field)).map(([field, { value }]) => [field, value])),
    vapi_call_id: first.vapi_call_id,
    created_at: first.created_at,
    customer_info: customerInfo ?? {},
    metadata: metadata ?? {},
    source_updated_at: views.map((view) => view.source_updated_at).reduce(laterOf),
    merge_stamps: { ...compactStamps(new Map([...best].map(([field, { stamp }]) => [field, stamp]))), ...linkedStamps(views) },
  };
}

/** The value of each field that stays, in the order of their names. */
function strongestValues(views: readonly CallColumns[]): Map<string, Known> {
  const best = new Map<string, Known>();
  for (const view of views) {
    for (const [field, known] of knownValues(view)) {
      const held = best.get(field);
      best.set(field, held ? stronger(held, known) : known);
    }
  }
  // Whoever refused the recording leaves no reference to it.
  if (best.get('recording_state')?.value === 'denied') for (const field of ['recording_url', 'stereo_recording_url']) best.delete(field);
  return new Map([...best].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The keys that an object column has got, each from the view that won it. */
function keysOf(column: string, best: ReadonlyMap<string, Known>): Record<string, unknown> {
  return Object.fromEntries([...best].flatMap(([field, { value }]) => (field.startsWith(`${column}.`) ? [[field.slice(column.length + 1), value] as const] : [])));
}

/** What hangs off a call is written by the database; here only which view it comes from is kept. */
function linkedStamps(views: readonly CallColumns[]): Stamps {
  return Object.fromEntries(
    LINKED.flatMap((field) => {
      const [greatest] = views.flatMap((view) => view.merge_stamps[field] ?? []).sort((a, b) => (a > b ? -1 : 1));
      return greatest === undefined ? [] : [[field, greatest]];
    }),
  );
}

/** The columns that are merged by field, each without a value. */
const UNKNOWN: Omit<CallColumns, 'vapi_call_id' | 'created_at' | (typeof KEYED)[number] | 'source_updated_at' | 'merge_stamps'> = {
  assistant_name: null,
  call_type: null,
  status: null,
  ended_reason: null,
  outcome_bucket: null,
  started_at: null,
  ended_at: null,
  transcript: null,
  summary: null,
  recording_url: null,
  stereo_recording_url: null,
  recording_state: 'none',
  customer_number: null,
  cost: null,
  turns: null,
  success_evaluation: null,
  structured_data: null,
  cost_breakdown: null,
  raw_data: null,
};

/** A row as the database returns it, in the form in which imports write: times in UTC with milliseconds, cost as a number. */
function canonical(row: StoredCall): StoredCall {
  return {
    ...row,
    created_at: asIsoTime(row.created_at) ?? row.created_at,
    started_at: asIsoTime(row.started_at),
    ended_at: asIsoTime(row.ended_at),
    source_updated_at: asIsoTime(row.source_updated_at),
    cost: asNumber(row.cost),
    customer_info: asRecord(row.customer_info),
    metadata: asRecord(row.metadata),
    merge_stamps: row.merge_stamps ?? {},
  };
}
