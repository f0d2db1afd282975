import { ImportAccount, type ImportSummary } from '../../../core/import/import-account.ts';
import type { ImportOrder, ImportSource } from '../../../core/import/import-messages.ts';
import { CANCELLED, HELD_ELSEWHERE, INTERRUPTED, type SetAside } from '../../../core/import/set-aside.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { hear, type ImportWorker } from './import-inbox.ts';

export interface ImportFile {
  readonly name: string;
  readonly source: ImportSource;
}

export interface ImportRun {
  readonly remote: Pick<Remote, 'callsForImport' | 'importCalls'>;
  readonly organizationId: string;
  readonly files: readonly ImportFile[];
  /** Time of the import (ISO), for a call whose payload has none. */
  readonly now: string;
  /** Cancels the import: the worker ends at once. */
  readonly signal: AbortSignal;
  /** How many items have an outcome, of how many. */
  readonly progressed: (done: number, total: number) => void;
  /** The worker ended before it was done. */
  readonly died: (cause: string) => void;
}

export interface ImportResult {
  readonly summary: ImportSummary;
  /** Something was left out because the import was cancelled. */
  readonly cancelled: boolean;
}

/**
 * Imports files into an organization. A worker of its own reads and parses them and says what to write; here they only
 * pass on to the workspace, a batch at a time, and are accounted for. A cancelled import, and one whose worker dies, keep
 * what they wrote and set the rest aside. Rejects with AppError where the workspace stops answering; what was written
 * stays, and running it again goes on from there.
 */
export async function runImport(startWorker: () => ImportWorker, run: ImportRun): Promise<ImportResult> {
  const account = new ImportAccount(run.files.map(({ name }) => name));
  const worker = startWorker();
  try {
    const why = await serve(worker, run, account);
    const summary = account.close(why);
    return { summary, cancelled: summary.setAside.some(({ reason }) => reason === 'cancelled') };
  } finally {
    void worker.terminate();
  }
}

/** Answers the worker until it is done, dies or is cancelled; gives the reason for what has no outcome then. */
async function serve(worker: ImportWorker, run: ImportRun, account: ImportAccount): Promise<SetAside> {
  const { remote, organizationId, signal } = run;
  const next = hear(worker, signal);
  const tell = (order: ImportOrder, transfer: readonly ArrayBuffer[] = []): void => worker.postMessage(order, transfer);
  const files = run.files.map(({ source }) => source);
  tell({ kind: 'start', files, now: run.now }, buffersOf(files));
  for (;;) {
    const heard = await next();
    switch (heard.kind) {
      case 'count':
        account.count(heard.file, heard.items);
        break;
      case 'ask':
        tell({ kind: 'stored', stored: await remote.callsForImport(organizationId, heard.vapiCallIds) });
        break;
      case 'batch':
        account.settle(heard.items, heard.writes.length > 0 ? await write(run, heard.writes) : undefined);
        run.progressed(account.done, account.total);
        tell({ kind: 'next' });
        break;
      case 'done':
        return INTERRUPTED;
      case 'cancelled':
        return CANCELLED;
      case 'died':
        run.died(heard.cause);
        return INTERRUPTED;
    }
  }
}

/** Writes a batch; gives the calls that the database would not take, by vapi_call_id. */
async function write({ remote, organizationId }: ImportRun, writes: readonly unknown[]): Promise<Map<string, SetAside>> {
  const refused = new Map<string, SetAside>();
  for (const { vapiCallId, result, reason } of await insistently(() => remote.importCalls(organizationId, writes))) {
    if (result === 'held_elsewhere') refused.set(vapiCallId, HELD_ELSEWHERE);
    if (result === 'rejected') refused.set(vapiCallId, { reason: 'refused', detail: reason ?? 'The database refused it.' });
  }
  return refused;
}

/** What PostgreSQL says to one of two transactions that are in each other's way: nothing of it happened, and it may try again. */
const CROSSED: ReadonlySet<unknown> = new Set(['40P01', '40001']);

/** Sends a batch up to three times where the workspace broke it off for somebody else's sake. */
async function insistently<T>(send: () => Promise<T>): Promise<T> {
  for (let more = 2; ; more -= 1) {
    try {
      return await send();
    } catch (error) {
      if (more === 0 || !(error instanceof AppError) || !CROSSED.has(error.details?.code)) throw error;
    }
  }
}

/** Buffers that can be handed over instead of copied: those that hold one file and nothing else. */
function buffersOf(files: readonly ImportSource[]): ArrayBuffer[] {
  const buffers = files.flatMap((source) => {
    if (source.kind !== 'bytes') return [];
    const { buffer, byteLength } = source.bytes;
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
  });
  return [...new Set(buffers)];
}
