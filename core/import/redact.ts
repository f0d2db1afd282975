import { asText, at, isRecord, type JsonRecord } from '../text/json-value.ts';
import { isSecretName } from '../secrets/secret-list.ts';
import { redactText } from './redact-text.ts';

/** JSON written inside a string is looked into up to this size; larger texts are treated as text only. */
const MOST_INNER_JSON = 1_000_000;

/**
 * A copy of a payload without its secrets: keys and tokens of telephony and servers, live control links, presigned URLs,
 * wherever they stand, also inside JSON that is written as a string. To be called before a payload is stored, logged or
 * sent on. Never changes its argument.
 */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactString(value);
  if (Array.isArray(value)) return value.map(redact);
  return isRecord(value) ? redactRecord(value) : value;
}

function redactRecord(record: JsonRecord): JsonRecord {
  const namesSecret = ['name', 'key', 'header'].some((field) => isSecretName(asText(at(record, field)) ?? ''));
  const isServer = Object.hasOwn(record, 'url');
  const kept = Object.entries(record).filter(([key, item]) => !(isSecretName(key) && mayBeSecret(item)) && !(namesSecret && key === 'value') && !(isServer && key === 'headers'));
  return Object.fromEntries(kept.map(([key, item]) => [redactText(key), key === 'server' ? redactServer(item) : redact(item)]));
}

/** A score card may have a field `pass`, whose yes or no hides nothing. */
function mayBeSecret(value: unknown): boolean {
  return value !== null && typeof value !== 'boolean';
}

/** A server's headers carry its authorization under any name, so all of them go. */
function redactServer(server: unknown): unknown {
  if (!isRecord(server)) return redact(server);
  return redact(Object.fromEntries(Object.entries(server).filter(([key]) => key !== 'headers')));
}

function redactString(text: string): string {
  const inner = /^\s*[[{]/u.test(text) && text.length <= MOST_INNER_JSON ? redactInnerJson(text) : null;
  return redactText(inner ?? text);
}

/** The text with the JSON in it redacted, or null where it is no JSON or holds nothing to hide (then its layout stays). */
function redactInnerJson(text: string): string | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const redacted = JSON.stringify(redact(parsed));
    return redacted === JSON.stringify(parsed) ? null : redacted;
  } catch {
    return null;
  }
}
