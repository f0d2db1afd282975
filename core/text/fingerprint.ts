import { isRecord } from './json-value.ts';

/**
 * 53 bits of a JSON value as hexadecimal digits: the same value gives the same ones, in whatever order its keys stand. It
 * tells values apart and protects nothing.
 */
export function fingerprint(value: unknown): string {
  return hash53(JSON.stringify(value, inKeyOrder) ?? '').toString(16).padStart(14, '0');
}

function inKeyOrder(_key: string, value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** cyrb53, public domain (github.com/bryc): two multiplicative hashes, mixed in the end. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
