import type { ImportedCall, StoredCall } from './imported-call.ts';
import { mergeCall } from './merge-call.ts';
import type { ParsedItem } from './parse-call.ts';
import type { SetAside, SetAsideReason } from './set-aside.ts';

/** One item of a file after parsing. */
export type FileItem = { file: string; index: number; parsed: ParsedItem };

/** What an import did. `read = inserted + updated + unchanged + setAside.length`, always. */
export type ImportSummary = {
  read: number;
  inserted: number;
  updated: number;
  unchanged: number;
  setAside: { file: string; index: number; reason: SetAsideReason; detail: string }[];
};

/** A row to write, once a call however often it came, with every view of it in order for the rows beside it. */
export type PlannedWrite = { action: 'insert' | 'update' | 'none'; row: StoredCall; sources: readonly ImportedCall[] };

/** What is to become of one item, before anything is written. */
export type PlannedItem = { file: string; index: number } & ({ outcome: 'inserted' | 'updated' | 'unchanged'; vapiCallId: string } | { outcome: 'set-aside'; why: SetAside });

export type ImportPlan = { items: readonly PlannedItem[]; writes: readonly PlannedWrite[] };

/**
 * Decides for each item whether it inserts, updates or changes nothing, given the rows already stored by vapi_call_id.
 * Give it all items of a drop at once: events that only update come last, so that their call may stand anywhere in it.
 */
export function planImport(items: readonly FileItem[], stored: ReadonlyMap<string, StoredCall>): ImportPlan {
  const writes = new Map<string, PlannedWrite>();
  const outcomes = new Map<FileItem, PlannedItem>();
  const partialsLast = [...items.filter((item) => !isPartial(item)), ...items.filter(isPartial)];
  for (const item of partialsLast) outcomes.set(item, planItem(item, stored, writes));
  return { items: items.flatMap((item) => outcomes.get(item) ?? []), writes: [...writes.values()] };
}

/** The summary once the writes are done; `refused` says by vapi_call_id which calls the database would not take, and why. */
export function summarise(items: readonly PlannedItem[], refused: ReadonlyMap<string, SetAside> = new Map()): ImportSummary {
  const summary: ImportSummary = { read: 0, inserted: 0, updated: 0, unchanged: 0, setAside: [] };
  for (const item of items) {
    const why = item.outcome === 'set-aside' ? item.why : refused.get(item.vapiCallId);
    summary.read += 1;
    if (why !== undefined) summary.setAside.push({ file: item.file, index: item.index, reason: why.reason, detail: why.detail });
    else if (item.outcome !== 'set-aside') summary[item.outcome] += 1;
  }
  return summary;
}

/** Two summaries as one, for an import that runs file by file. */
export function addSummaries(a: ImportSummary, b: ImportSummary): ImportSummary {
  return {
    read: a.read + b.read,
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    setAside: [...a.setAside, ...b.setAside],
  };
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
