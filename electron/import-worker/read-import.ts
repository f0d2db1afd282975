import type { ImportReport, ImportSource } from '../../core/import/import-messages.ts';
import { isStateEvent, parseCall } from '../../core/import/parse-call.ts';
import type { FileItem } from '../../core/import/plan.ts';
import { layoutOf, readItems, type Layout, type ReadItem } from '../../core/import/read-items.ts';
import type { StoredCall as StoredAnswer } from '../../core/remote/remote.ts';
import { planBatch, vapiCallIdsOf } from './plan-batch.ts';
import { textOf } from './source-text.ts';

/** Whoever the worker works for; each promise resolves when the next step may be taken. */
export interface ImportHost {
  count(file: number, items: number): void;
  ask(vapiCallIds: readonly string[]): Promise<StoredAnswer[]>;
  batch(batch: Omit<Extract<ImportReport, { kind: 'batch' }>, 'kind'>): Promise<void>;
}

/** The most characters of JSON that a call may have as a row. A larger one takes the database longer than a request may last. */
const MOST_CHARACTERS = 25_000_000;

/** A batch is full when one of these is reached. The database takes at most 200 calls a request. */
const FULL = { calls: 50, items: 1_000, characters: 4_000_000 };

/**
 * Reads the files, and passes their calls on in batches: first counts them, then takes reports and list items, and last
 * the events that only update a call, so that it may stand anywhere in the drop. In memory are the text of one file and
 * the calls of one batch.
 */
export async function readImport(files: readonly ImportSource[], now: string, host: ImportHost): Promise<void> {
  const layouts = files.map((source, file) => {
    const text = textOf(source);
    const layout = layoutOf(text);
    host.count(file, sizeOf(itemsOf(text, layout)));
    return layout;
  });
  const withEvents = new Set<number>();
  await passOn(callsIn(files, layouts, now, withEvents), host);
  await passOn(eventsIn(files, layouts, now, withEvents), host);
}

async function passOn(items: Iterable<FileItem>, host: ImportHost): Promise<void> {
  for (const batch of batchesOf(items)) {
    const ids = vapiCallIdsOf(batch);
    await host.batch(planBatch(batch, ids.length > 0 ? await host.ask(ids) : []));
  }
}

function* callsIn(files: readonly ImportSource[], layouts: readonly Layout[], now: string, withEvents: Set<number>): Generator<FileItem> {
  for (const [file, source] of files.entries()) {
    for (const item of itemsOf(textOf(source), layouts[file])) {
      if ('error' in item) yield { file, index: item.index, parsed: { setAside: item.error } };
      else if (isStateEvent(item.value)) withEvents.add(file);
      else yield { file, index: item.index, parsed: parseCall(item.value, now) };
    }
  }
}

function* eventsIn(files: readonly ImportSource[], layouts: readonly Layout[], now: string, withEvents: ReadonlySet<number>): Generator<FileItem> {
  for (const [file, source] of files.entries()) {
    if (!withEvents.has(file)) continue;
    for (const item of readItems(textOf(source), layouts[file])) {
      if ('value' in item && isStateEvent(item.value)) yield { file, index: item.index, parsed: parseCall(item.value, now) };
    }
  }
}

/** The items of a file; of one that is read and holds none, such as an empty page, one that says so. */
function* itemsOf(text: string, layout: Layout | undefined): Generator<ReadItem> {
  let size = 0;
  for (const item of readItems(text, layout)) {
    size += 1;
    yield item;
  }
  if (size === 0) yield { index: 0, error: { reason: 'empty-file', detail: 'The file is a list without a call in it.' } };
}

function* batchesOf(items: Iterable<FileItem>): Generator<FileItem[]> {
  let batch: FileItem[] = [];
  let calls = 0;
  let characters = 0;
  for (const item of items) {
    const size = 'imported' in item.parsed ? JSON.stringify(item.parsed.imported.call).length : 0;
    if (size > MOST_CHARACTERS) {
      batch.push({ ...item, parsed: { setAside: { reason: 'too-large', detail: `The call has ${Math.round(size / 1e6)} million characters; at most ${MOST_CHARACTERS / 1e6} million are taken.` } } });
    } else {
      batch.push(item);
      calls += size > 0 ? 1 : 0;
      characters += size;
    }
    if (calls < FULL.calls && batch.length < FULL.items && characters < FULL.characters) continue;
    yield batch;
    batch = [];
    calls = 0;
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

function sizeOf(items: Iterable<unknown>): number {
  let size = 0;
  for (const _item of items) size += 1;
  return size;
}
