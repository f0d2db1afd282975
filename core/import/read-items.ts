import { isRecord } from '../text/json-value.ts';
import { listElements } from './list-elements.ts';
import type { SetAside } from './set-aside.ts';
import { splitObjects, type JsonPiece } from './split-json.ts';
import { MOST_WRAPPERS, unwrapItems } from './unwrap-items.ts';
import { wrappedLists } from './wrapped-lists.ts';

/** One item of a file, counted from 0 in the order it stands there: its value, or why it cannot be read. */
export type ReadItem = { index: number; value: unknown } | { index: number; error: SetAside };

type Found = { value: unknown } | { error: SetAside };

/**
 * How a file's text is written: as one JSON document (`list` where that is a list), as one value a line (NDJSON), or as
 * something that is no JSON as a whole, of which pieces can be saved.
 */
export type Layout = 'empty' | 'list' | 'document' | 'lines' | 'pieces';

/** Tries the text out. Costs about as much as reading it, so whoever reads twice keeps the answer. */
export function layoutOf(text: string): Layout {
  const trimmed = trim(text);
  if (trimmed === '') return 'empty';
  if (trimmed.startsWith('[') && isList(trimmed)) return 'list';
  if (!trimmed.startsWith('[') && tryParse(trimmed).ok) return 'document';
  return isLineWise(trimmed) ? 'lines' : 'pieces';
}

/**
 * The calls and events of a file's text: JSON in every wrapping Vapi's data comes in, or one JSON value a line (NDJSON).
 * A broken line or the cut-off end of an array is an item with an error; the items beside it are still read. Of a list
 * and of lines only one element at a time is in memory.
 */
export function* readItems(text: string, layout: Layout = layoutOf(text)): Generator<ReadItem> {
  let index = 0;
  for (const found of FIND[layout](trim(text))) {
    yield { index, ...found };
    index += 1;
  }
}

const FIND: Readonly<Record<Layout, (text: string) => Iterable<Found>>> = {
  empty: () => [broken('empty-file', 'The file holds no text.')],
  list: readList,
  document: (text) => readWhole(tryParse(text), 0),
  lines: readLines,
  pieces: readTatters,
};

const trim = (text: string): string => text.replaceAll('\u001E', '').trim();

/** True where the list closes and each of its elements is JSON: the same texts that JSON.parse takes as a list. */
function isList(text: string): boolean {
  const elements = listElements(text);
  let next = elements.next();
  while (!next.done && tryParse(next.value).ok) next = elements.next();
  return next.done === true && next.value;
}

function* readList(text: string): Generator<Found> {
  for (const element of listElements(text)) yield* readWhole(tryParse(element), 1);
}

/** What stands in a value of its own, or in one that stands in `wrappers` lists. */
function readWhole(parsed: Parsed, wrappers: number): Iterable<Found> {
  return parsed.ok ? itemsOf(parsed.value, wrappers) : [broken('broken-json', `This is no JSON: ${parsed.message}`)];
}

function* itemsOf(value: unknown, wrappers = 0): Generator<Found> {
  for (const item of unwrapItems(value, wrappers)) yield isRecord(item) ? { value: item } : broken('not-an-object', `A call or an event is a JSON object; this is ${kindOf(item)}.`);
}

/** NDJSON announces itself by a first or second line that is a whole object or list. */
function isLineWise(text: string): boolean {
  const lines = text.split('\n', 4).map((line) => line.trim()).filter((line) => line !== '');
  return lines.length > 1 && !/[[{]$/u.test(lines[0] ?? '') && lines.some((line) => /^[[{]..*[\]}],?$/su.test(line) && parseLine(line).ok);
}

function* readLines(text: string): Generator<Found> {
  let number = 0;
  for (let start = 0; start <= text.length; number += 1) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end).trim();
    start = end === -1 ? text.length + 1 : end + 1;
    if (line === '') continue;
    const parsed = parseLine(line);
    if (parsed.ok) yield* itemsOf(parsed.value);
    else yield broken('broken-json', `Line ${number + 1} is no JSON: ${parsed.message}`);
  }
}

/** What can be saved of a document that is no JSON as a whole. */
function* readTatters(text: string): Generator<Found> {
  let found = false;
  for (const item of readPieces(text, 0)) {
    found = true;
    yield item;
  }
  const whole = found ? null : tryParse(text);
  if (whole && !whole.ok) yield broken('broken-json', `The file is no JSON: ${whole.message}`);
}

/** The objects of a text one by one, in whatever list they stand; of a wrapper that is no JSON, those of its list. */
function* readPieces(text: string, wrappers: number): Generator<Found> {
  for (const piece of splitObjects(text)) {
    const parsed = tryParse(piece.text);
    if (parsed.ok) {
      yield* itemsOf(parsed.value, wrappers);
      continue;
    }
    let saved = false;
    for (const item of insideOf(piece, wrappers + 1)) {
      saved = true;
      yield item;
    }
    if (!saved) yield broken('broken-json', piece.complete ? `This object is no JSON: ${parsed.message}` : 'The file ends inside this object.');
  }
}

function* insideOf({ text }: JsonPiece, wrappers: number): Generator<Found> {
  if (wrappers > MOST_WRAPPERS) return;
  for (const list of wrappedLists(text)) yield* readPieces(list, wrappers);
}

type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

function tryParse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof SyntaxError ? withoutContent(error.message) : 'it cannot be read' };
  }
}

function parseLine(line: string): Parsed {
  const parsed = tryParse(line);
  return !parsed.ok && line.endsWith(',') ? tryParse(line.slice(0, -1)) : parsed;
}

/** The engine's message quotes the text it stumbled over; that may be a person's words or a key, so it stays out. */
function withoutContent(message: string): string {
  const position = /position \d+/u.exec(message)?.[0];
  return position === undefined ? 'it ends too early or is not closed' : `unexpected text at ${position}`;
}

function broken(reason: SetAside['reason'], detail: string): Found {
  return { error: { reason, detail } };
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
