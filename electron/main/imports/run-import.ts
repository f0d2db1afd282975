import type { StoredCall } from '../../../core/import/imported-call.ts';
import type { ImportSummary } from '../../../core/import/plan.ts';
import { planImport, summarise, type FileItem, type PlannedWrite } from '../../../core/import/plan.ts';
import { parseCall } from '../../../core/import/parse-call.ts';
import { readItems } from '../../../core/import/read-items.ts';
import type { SetAside } from '../../../core/import/set-aside.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { toImportItem } from './import-item.ts';
import { toStoredCall } from './stored-call.ts';

export interface ImportFile {
  readonly name: string;
  readonly text: string;
}

export interface ImportRun {
  readonly remote: Remote;
  readonly organizationId: string;
  readonly files: readonly ImportFile[];
  /** Time of the import (ISO), for a call whose payload has none. */
  readonly now: string;
  readonly isCancelled: () => boolean;
  readonly progressed: (done: number, total: number, summary: ImportSummary) => void;
  /** Lets other work of the process run between two chunks. */
  readonly breathe: () => Promise<void>;
}

/** Calls a request carries; with payloads of 40 KB that is some 2 MB. */
const CHUNK = 50;
const PARSED_AT_A_STRETCH = 25;

const CANCELLED: SetAside = { reason: 'cancelled', detail: 'The import was cancelled before this call was written.' };
const HELD: SetAside = { reason: 'held-elsewhere', detail: 'Another organization of this workspace holds a call with this id.' };

/**
 * Imports files into an organization: read every item, ask what is stored, decide, write in chunks. A cancelled import
 * keeps what it wrote and sets the rest aside. Rejects with AppError where the workspace stops answering; what was
 * written stays, and running it again goes on from there.
 */
export async function runImport(run: ImportRun): Promise<{ summary: ImportSummary; cancelled: boolean }> {
  const items = await parseFiles(run);
  const refused = new Map<string, SetAside>();
  const stored = await loadStored(run, items, refused);
  const plan = planImport(items, stored);
  const writes = plan.writes.filter((write) => write.action !== 'none' && !refused.has(write.row.vapi_call_id));
  let done = 0;
  for (const chunk of chunksOf(writes, CHUNK)) {
    if (run.isCancelled()) for (const write of chunk) refused.set(write.row.vapi_call_id, CANCELLED);
    else await writeChunk(run, chunk, refused);
    done += chunk.length;
    run.progressed(done, writes.length, summarise(plan.items, notYet(writes.slice(done), refused)));
  }
  return { summary: summarise(plan.items, refused), cancelled: run.isCancelled() && [...refused.values()].includes(CANCELLED) };
}

async function parseFiles({ files, now, breathe }: ImportRun): Promise<FileItem[]> {
  const items: FileItem[] = [];
  for (const { name, text } of files) {
    for (const item of readItems(text)) {
      items.push({ file: name, index: item.index, parsed: 'error' in item ? { setAside: item.error } : parseCall(item.value, now) });
      if (items.length % PARSED_AT_A_STRETCH === 0) await breathe();
    }
  }
  return items;
}

/** The rows that are stored already, by vapi_call_id; ids that another organization holds go to `refused`. */
async function loadStored(run: ImportRun, items: readonly FileItem[], refused: Map<string, SetAside>): Promise<Map<string, StoredCall>> {
  const ids = new Set(items.flatMap(({ parsed }) => ('imported' in parsed ? [parsed.imported.call.vapi_call_id] : [])));
  const stored = new Map<string, StoredCall>();
  for (const chunk of chunksOf([...ids], CHUNK)) {
    for (const found of await run.remote.callsForImport(run.organizationId, chunk)) {
      if (found.heldElsewhere) refused.set(found.vapiCallId, HELD);
      else if (found.call) stored.set(found.vapiCallId, toStoredCall(found.call));
    }
  }
  return stored;
}

async function writeChunk(run: ImportRun, chunk: readonly PlannedWrite[], refused: Map<string, SetAside>): Promise<void> {
  for (const outcome of await run.remote.importCalls(run.organizationId, chunk.map(toImportItem))) {
    if (outcome.result === 'held_elsewhere') refused.set(outcome.vapiCallId, HELD);
    if (outcome.result === 'rejected') refused.set(outcome.vapiCallId, { reason: 'refused', detail: outcome.reason ?? 'The database refused it.' });
  }
}

/** For a summary under way: what waits counts neither as written nor as refused, so it stands aside as cancelled would. */
const notYet = (waiting: readonly PlannedWrite[], refused: ReadonlyMap<string, SetAside>): Map<string, SetAside> =>
  new Map([...waiting.map((write) => [write.row.vapi_call_id, CANCELLED] as const), ...refused]);

function* chunksOf<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
