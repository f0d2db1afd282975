import { asNumber } from './json-value.ts';

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
const ISO_LIKE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * A point in time as epoch milliseconds, from an ISO text (no zone means UTC), or epoch seconds or milliseconds.
 * Null for everything else, "infinity" and years outside 2000-2099 included.
 */
export function asEpochMs(value: unknown): number | null {
  const ms = typeof value === 'string' && ISO_LIKE.test(value.trim()) ? parseIso(value.trim()) : epochOf(asNumber(value));
  return ms !== null && ms >= EARLIEST_MS && ms < LATEST_MS ? ms : null;
}

/** The same as an ISO text in UTC with milliseconds, the one form in which times are stored and compared. */
export function asIsoTime(value: unknown): string | null {
  const ms = asEpochMs(value);
  return ms === null ? null : new Date(ms).toISOString();
}

/** The later of two ISO times; null is earlier than any. */
export function laterOf(a: string | null, b: string | null): string | null {
  return compareTimes(a, b) >= 0 ? a : b;
}

/** Negative, zero or positive as `a` is earlier than, the same as or later than `b`; null is earlier than any. */
export function compareTimes(a: string | null, b: string | null): number {
  const left = asEpochMs(a) ?? -Infinity;
  const right = asEpochMs(b) ?? -Infinity;
  return left === right ? 0 : left - right;
}

function epochOf(value: number | null): number | null {
  if (value === null) return null;
  return Math.abs(value) < 1e11 ? value * 1000 : value;
}

function parseIso(text: string): number | null {
  const [, day, time, zone] = ISO_LIKE.exec(text) ?? [];
  const ms = Date.parse(time === undefined ? `${day}T00:00:00Z` : `${day}T${time}${fullZone(zone)}`);
  return Number.isNaN(ms) ? null : ms;
}

function fullZone(zone: string | undefined): string {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 'Z';
  const digits = zone.replace(':', '');
  return `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`;
}
