import { CALL_TYPES, FILTER_BANDS } from '../../../../core/calls/filters.ts';
import { OUTCOME_BUCKETS } from '../../../../core/calls/outcome-bucket.ts';
import type { CallsSearch } from './search.ts';

type Key = keyof CallsSearch;

/** One filter as the bar shows it: which fields of the search it owns and how it is edited. */
export type FilterDef =
  | { readonly id: FilterId; readonly kind: 'period'; readonly fields: readonly Key[] }
  | { readonly id: FilterId; readonly kind: 'facet' | 'options'; readonly fields: readonly [Key]; readonly values?: readonly string[] }
  | { readonly id: FilterId; readonly kind: 'range'; readonly fields: readonly [Key, Key]; readonly max: number }
  | { readonly id: FilterId; readonly kind: 'yesNo'; readonly fields: readonly [Key] };

export const FILTER_IDS = [
  'period',
  'assistant',
  'phoneNumber',
  'type',
  'status',
  'outcome',
  'band',
  'score',
  'duration',
  'reviewed',
  'transcript',
  'recording',
  'analysis',
] as const;

export type FilterId = (typeof FILTER_IDS)[number];

/** Every filter of the list but the search words, which have a field of their own. */
export const FILTERS: readonly FilterDef[] = [
  { id: 'period', kind: 'period', fields: ['period', 'from', 'to'] },
  { id: 'assistant', kind: 'facet', fields: ['assistantIds'] },
  { id: 'phoneNumber', kind: 'facet', fields: ['phoneNumberIds'] },
  { id: 'type', kind: 'options', fields: ['callTypes'], values: CALL_TYPES },
  { id: 'status', kind: 'facet', fields: ['statuses'] },
  { id: 'outcome', kind: 'options', fields: ['outcomeBuckets'], values: OUTCOME_BUCKETS },
  { id: 'band', kind: 'options', fields: ['bands'], values: FILTER_BANDS },
  { id: 'score', kind: 'range', fields: ['scoreMin', 'scoreMax'], max: 100 },
  { id: 'duration', kind: 'range', fields: ['durationMin', 'durationMax'], max: 1_000_000 },
  { id: 'reviewed', kind: 'yesNo', fields: ['reviewed'] },
  { id: 'transcript', kind: 'yesNo', fields: ['hasTranscript'] },
  { id: 'recording', kind: 'yesNo', fields: ['hasRecording'] },
  { id: 'analysis', kind: 'yesNo', fields: ['hasAnalysis'] },
];

/** Whether a filter narrows the list. */
export const isActive = (def: FilterDef, search: CallsSearch): boolean =>
  def.fields.some((field) => {
    const value = search[field];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });

/** The search without one filter. */
export const without = (def: FilterDef, search: CallsSearch): CallsSearch => {
  const next = { ...search };
  for (const field of def.fields) delete next[field];
  return next;
};
