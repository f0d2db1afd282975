import { isRecord } from './json-value.ts';

const UNSTORABLE = /\p{Cs}|\0/gu;
const REPLACEMENT = '\uFFFD';

/**
 * Text that PostgreSQL can hold as text and as jsonb: it refuses NUL in both and half a surrogate pair in jsonb.
 * Each becomes U+FFFD, so that a reader sees that something stood there.
 */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT);
}

/** The same for a whole JSON value, keys too; a number that JSON cannot write (1e999) becomes null. Never mutates. */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(storableJson);
  if (!isRecord(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item)]));
}

/** At most `limit` characters as PostgreSQL counts them (code points); a surrogate pair is never split. */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : Array.from(text.slice(0, limit * 2)).slice(0, limit).join('');
}
