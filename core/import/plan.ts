import type { ImportedCall, StoredCall } from './imported-call.ts';
import { mergeCall } from './merge-call.ts';
import type { ParsedItem } from './parse-call.ts';
import type { SetAside } from './set-aside.ts';

/** Where an item stands: its file's place in the drop (two files may have one name), and its own in the file. */
export type ItemPlace = { file: number; index: number };

/** One item of a file after parsing. */
export type FileItem = ItemPlace & { parsed: ParsedItem };

/** A row to write, once a call however often it came, with every view of it in order for the rows beside it. */
export type PlannedWrite = { action: 'insert' | 'update' | 'none'; row: StoredCall; sources: readonly ImportedCall[] };

/** What is to become of one item, before anything is written. */
export type PlannedItem = ItemPlace & ({ outcome: 'inserted' | 'updated' | 'unchanged'; vapiCallId: string } | { outcome: 'set-aside'; why: SetAside });

export type ImportPlan = { items: readonly PlannedItem[]; writes: readonly PlannedWrite[] };

/**
 * Decides for each item whether it inserts, updates or changes nothing, given the rows already stored by vapi_call_id.
 * Events that only update come last, so that their call may stand anywhere among the items.
 */
export function planImport(items: readonly FileItem[], stored: ReadonlyMap<string, StoredCall>): ImportPlan {
  const writes = new Map<string, PlannedWrite>();
  const outcomes = new Map<FileItem, PlannedItem>();
  const partialsLast = [...items.filter((item) => !isPartial(item)), ...items.filter(isPartial)];
  for (const item of partialsLast) outcomes.set(item, planItem(item, stored, writes));
  return { items: items.flatMap((item) => outcomes.get(item) ?? []), writes: [...writes.values()] };
}

function planItem(item: FileItem, stored: ReadonlyMap<string, StoredCall>, writes: Map<string, PlannedWrite>): PlannedItem {
  const { file, index, parsed } = item;
  if ('setAside' in parsed) return { file, index, outcome: 'set-aside', why: parsed.setAside };
  const { imported } = parsed;
  const id = imported.call.vapi_call_id;
  const planned = writes.get(id);
  const current = planned?.row ?? stored.get(id) ?? null;
  if (current === null && imported.partial) return { file, index, outcome: 'set-aside', why: UNKNOWN_CALL };
  const { merged, changed } = mergeCall(current, imported.call);
  const outcome = current === null ? 'inserted' : changed ? 'updated' : 'unchanged';
  writes.set(id, nextWrite(planned, outcome, merged, imported));
  return { file, index, outcome, vapiCallId: id };
}

/** The write of a call after one more view of it: an insert stays one, whatever comes behind it. */
function nextWrite(before: PlannedWrite | undefined, outcome: 'inserted' | 'updated' | 'unchanged', row: StoredCall, source: ImportedCall): PlannedWrite {
  const actions = { inserted: 'insert', updated: 'update', unchanged: before?.action ?? 'none' } as const;
  return { action: before?.action === 'insert' ? 'insert' : actions[outcome], row, sources: [...(before?.sources ?? []), source] };
}

const UNKNOWN_CALL: SetAside = { reason: 'unknown-call', detail: 'The event updates a call that is not here.' };

function isPartial({ parsed }: FileItem): boolean {
  return 'imported' in parsed && parsed.imported.partial;
}
