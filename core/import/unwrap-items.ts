import { at, isRecord, type JsonRecord } from '../text/json-value.ts';

/** Lists of calls as API pages and other tools wrap them; Vapi's own v2 list uses `results`. */
export const LIST_KEYS = ['results', 'data', 'calls', 'items', 'records'] as const;

/** Objects that stand around one call or one list. */
export const INNER_KEYS = ['json', 'body', 'data'] as const;

/** How far wrappers are followed; real ones nest three deep (n8n: pinData, node, json). */
export const MOST_WRAPPERS = 6;

/**
 * The calls and events inside one JSON document: an array (also of pages), `{results}` and its like, an n8n workflow or
 * item (`pinData`, `json`, `body`), an event, or a bare call. What is none of these comes back as it is, to be judged by the parser.
 * `wrappers` are those that the value was already taken out of.
 */
export function unwrapItems(value: unknown, wrappers = 0): unknown[] {
  return unwrap(value, wrappers);
}

function unwrap(value: unknown, depth: number): unknown[] {
  if (depth > MOST_WRAPPERS) return [value];
  if (Array.isArray(value)) return unwrapAll(value, depth);
  if (!isRecord(value)) return [value];
  const pinned = at(value, 'pinData');
  if (isRecord(pinned)) return unwrapAll(Object.values(pinned), depth);
  if (isItem(value)) return [value];
  const list = LIST_KEYS.map((key) => at(value, key)).find(Array.isArray);
  if (list !== undefined) return unwrapAll(list, depth);
  const inner = INNER_KEYS.map((key) => at(value, key)).find(isRecord);
  return inner === undefined ? [value] : unwrap(inner, depth + 1);
}

function unwrapAll(values: readonly unknown[], depth: number): unknown[] {
  const items: unknown[] = [];
  for (const value of values) {
    for (const item of unwrap(value, depth + 1)) items.push(item);
  }
  return items;
}

/** True for what is a call or an event itself, so that a call's own `data` is never taken for a wrapper. */
function isItem(value: JsonRecord): boolean {
  return isRecord(at(value, 'message')) || isRecord(at(value, 'call')) || typeof at(value, 'id') === 'string';
}
