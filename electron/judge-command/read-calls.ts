import { readFileSync } from 'node:fs';
import { decodeText } from '../../core/import/decode-text.ts';
import { parseCall } from '../../core/import/parse-call.ts';
import { planImport } from '../../core/import/plan.ts';
import { readItems } from '../../core/import/read-items.ts';
import type { Turn } from '../../core/transcript/turn.ts';

/** A call of a file, as an import would keep it. */
export interface FileCall {
  readonly vapiCallId: string;
  readonly turns: readonly Turn[];
}

/** What a file holds: its calls in the order they first occur, and a line for each item that is none. */
export interface FileCalls {
  readonly calls: readonly FileCall[];
  readonly setAside: readonly string[];
}

/** Any date a payload may have lies before it: what a file says must not depend on the day it is read. */
const END_OF_TIME = '2099-12-31T00:00:00.000Z';

/** The text of a file, in whichever of the encodings that editors write. */
export const textOf = (path: string): string => decodeText(readFileSync(path), (bytes, encoding) => new TextDecoder(encoding).decode(bytes));

/** Reads a file of calls in any shape the import takes; several views of one call are one call. Throws where the file cannot be read. */
export function readCalls(path: string): FileCalls {
  const items = [...readItems(textOf(path))].map((item) => ({
    file: 0,
    index: item.index,
    parsed: 'error' in item ? { setAside: item.error } : parseCall(item.value, END_OF_TIME),
  }));
  const plan = planImport(items, new Map());
  return {
    calls: plan.writes.map(({ row }) => ({ vapiCallId: row.vapi_call_id, turns: row.turns?.turns ?? [] })),
    setAside: plan.items.flatMap((item) => (item.outcome === 'set-aside' ? [`item ${item.index}: ${item.why.detail}`] : [])),
  };
}
