import { isRecord } from '../text/json-value.ts';
import type { SetAside } from './set-aside.ts';
import { splitObjects } from './split-json.ts';
import { unwrapItems } from './unwrap-items.ts';

/** One item of a file, counted from 0 in the order it stands there: its value, or why it cannot be read. */
export type ReadItem = { index: number; value: unknown } | { index: number; error: SetAside };

type Found = { value: unknown } | { error: SetAside };

/**
 * The calls and events of a file's text: JSON in every wrapping Vapi's data comes in, or one JSON value a line (NDJSON).
 * A broken line or the cut-off end of an array is an item with an error; the items beside it are still read.
 */
export function* readItems(text: string): Generator<ReadItem> {
  let index = 0;
  for (const found of findItems(text)) {
    yield { index, ...found };
    index += 1;
  }
}

function* findItems(text: string): Generator<Found> {
  const trimmed = text.replaceAll('\u001E', '').trim();
  if (trimmed === '') {
    yield broken('empty-file', 'The file holds no text.');
    return;
  }
  const whole = tryParse(trimmed);
  if (whole.ok) yield* itemsOf(whole.value);
  else if (isLineWise(trimmed)) yield* readLines(trimmed);
  else yield* readPieces(trimmed, whole.message);
}

function* itemsOf(value: unknown): Generator<Found> {
  for (const item of unwrapItems(value)) yield isRecord(item) ? { value: item } : broken('not-an-object', `A call or an event is a JSON object; this is ${kindOf(item)}.`);
}

/** NDJSON announces itself by a first or second line that is a whole object or list. */
function isLineWise(text: string): boolean {
  const lines = text.split('\n', 4).map((line) => line.trim()).filter((line) => line !== '');
  return lines.length > 1 && lines[0] !== '[' && lines.some((line) => /^[[{]..*[\]}],?$/su.test(line) && parseLine(line).ok);
}

function* readLines(text: string): Generator<Found> {
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line.trim());
    if (parsed.ok) yield* itemsOf(parsed.value);
    else yield broken('broken-json', `Line ${i + 1} is no JSON: ${parsed.message}`);
  }
}

/** What can be saved of a document that is no JSON as a whole. */
function* readPieces(text: string, message: string): Generator<Found> {
  const pieces = splitObjects(text);
  if (pieces.length === 0) yield broken('broken-json', `The file is no JSON: ${message}`);
  for (const piece of pieces) {
    const parsed = tryParse(piece.text);
    if (parsed.ok) yield* itemsOf(parsed.value);
    else yield broken('broken-json', piece.complete ? `This object is no JSON: ${parsed.message}` : 'The file ends inside this object.');
  }
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
