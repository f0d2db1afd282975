import { compareTimes } from '../text/instant.ts';
import { foldPlain } from '../text/fold.ts';
import type { CallRow } from './call-row.ts';
import type { CallFilter, KeptSort } from './filters.ts';

type Check = (row: CallRow, filter: CallFilter) => boolean;

/** One check a filter; the list RPC decides the same online. */
const CHECKS: readonly Check[] = [
  (row, { from }) => from === undefined || compareTimes(row.createdAt, from) >= 0,
  (row, { to }) => to === undefined || compareTimes(row.createdAt, to) < 0,
  (row, { assistantIds }) => isAmong(row.assistantId, assistantIds),
  (row, { phoneNumberIds }) => isAmong(row.phoneNumberId, phoneNumberIds),
  (row, { callTypes }) => isAmong(row.callType, callTypes),
  (row, { statuses }) => isAmong(row.status, statuses),
  (row, { outcomeBuckets }) => isAmong(row.outcomeBucket, outcomeBuckets),
  (row, { bands }) => isAmong(row.qciStatus ?? 'none', bands),
  (row, { scoreMin, scoreMax }) => isWithin(row.qciTotalScore, scoreMin, scoreMax),
  (row, { durationMin, durationMax }) => isWithin(row.durationSeconds, durationMin, durationMax),
  (row, { hasTranscript }) => isAsked(row.hasTranscript, hasTranscript),
  (row, { hasRecording }) => isAsked(row.recordingState === 'remote', hasRecording),
  (row, { hasAnalysis }) => isAsked(row.qciTotalScore !== null, hasAnalysis),
  (row, { reviewed }) => isAsked(row.reviewedAt !== null, reviewed),
  (row, { q }) => hasWords(row, q),
];

/** Whether a cached row passes the filter, for the list while offline. A search sees only what the row holds: summary, snippet, names, number. */
export function matchesFilter(row: CallRow, filter: CallFilter): boolean {
  return CHECKS.every((check) => check(row, filter));
}

/** Orders cached rows as the list RPC does: nulls last in both directions, ties by created_at and id, newest first. */
export function compareRows(sort: KeptSort): (a: CallRow, b: CallRow) => number {
  const sign = sort.direction === 'asc' ? 1 : -1;
  return (a, b) => {
    if (sort.by === 'created_at') return sign * compareByCreation(a, b);
    const left = sortValue(a, sort.by);
    const right = sortValue(b, sort.by);
    if (left !== right && left !== null && right !== null) return sign * (left - right);
    if (left !== right) return left === null ? 1 : -1;
    return -compareByCreation(a, b);
  };
}

function sortValue(row: CallRow, by: Exclude<KeptSort['by'], 'created_at'>): number | null {
  const values = { duration_seconds: row.durationSeconds, qci_total_score: row.qciTotalScore, cost: row.cost };
  return values[by];
}

function compareByCreation(a: CallRow, b: CallRow): number {
  const byTime = compareTimes(a.createdAt, b.createdAt);
  if (byTime !== 0 || a.id === b.id) return byTime;
  return a.id < b.id ? -1 : 1;
}

function isAmong<T>(value: T | null, wanted: readonly T[] | undefined): boolean {
  return wanted === undefined || wanted.length === 0 || (value !== null && wanted.includes(value));
}

function isWithin(value: number | null, least: number | undefined, most: number | undefined): boolean {
  if (least === undefined && most === undefined) return true;
  return value !== null && value >= (least ?? -Infinity) && value <= (most ?? Infinity);
}

function isAsked(value: boolean, wanted: boolean | undefined): boolean {
  return wanted === undefined || wanted === value;
}

function hasWords(row: CallRow, q: string | undefined): boolean {
  const words = foldPlain(q ?? '').split(' ').filter((word) => word !== '');
  if (words.length === 0) return true;
  const held = foldPlain([row.summary, row.snippet, row.assistantName, row.customerNumber].filter((part) => part !== null).join('\n'));
  return words.every((word) => held.includes(word));
}
