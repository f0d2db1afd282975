import { runImport } from '../../electron/main/imports/run-import.ts';
import type { ImportWorker } from '../../electron/main/imports/import-inbox.ts';
import { serveImport } from '../../electron/import-worker/serve.ts';
import type { ImportSummary } from '../../core/import/import-account.ts';
import type { ImportReport } from '../../core/import/import-messages.ts';
import type { PlannedItem } from '../../core/import/plan.ts';
import type { ImportOutcome, Remote } from '../../core/remote/remote.ts';
import type { Payload } from './payload.ts';
import { NOW } from './shapes.ts';

export type ImportRemote = Pick<Remote, 'callsForImport' | 'importCalls'>;

/** A row as it is sent, with the rows beside it. */
export interface Sent {
  readonly call: Readonly<Record<string, unknown>> & { readonly vapi_call_id: string };
}

/** What an import of some payloads came to, with everything that was said on the way. */
export interface DropResult {
  readonly summary: ImportSummary;
  /** Items of each file. */
  readonly items: readonly number[];
  readonly planned: readonly PlannedItem[];
  readonly sent: readonly Sent[];
  readonly answers: readonly ImportOutcome[];
}

/** The import worker in this thread: a thread of its own for every payload would cost more than what it does. */
function workerHere(heard: (report: ImportReport) => void): ImportWorker {
  let onMessage: (message: unknown) => void = () => undefined;
  let onError: (error: unknown) => void = () => undefined;
  const take = serveImport((report) => {
    heard(report);
    // What passes between threads is copied; what cannot be copied must show here too.
    onMessage(structuredClone(report));
  });
  return {
    postMessage: (order) => void take(order).catch((error: unknown) => onError(error)),
    on: (event: string, listener: (said: never) => void) => {
      if (event === 'message') onMessage = listener as (message: unknown) => void;
      if (event === 'error') onError = listener as (error: unknown) => void;
    },
    terminate: async () => undefined,
  };
}

/** Imports payloads, a file each, as the app does. Rejects where the import breaks off. */
export async function importDrop(remote: ImportRemote, organizationId: string, payloads: readonly Payload[]): Promise<DropResult> {
  const items = payloads.map(() => 0);
  const planned: PlannedItem[] = [];
  const sent: Sent[] = [];
  const answers: ImportOutcome[] = [];
  let death: string | null = null;
  const worker = workerHere((report) => {
    if (report.kind === 'count') items[report.file] = report.items;
    if (report.kind === 'batch') planned.push(...(report.items as PlannedItem[]));
  });
  const { summary } = await runImport(() => worker, {
    remote: {
      callsForImport: (organization, ids) => remote.callsForImport(organization, ids),
      importCalls: async (organization, writes) => {
        sent.push(...(writes as Sent[]));
        const answered = await remote.importCalls(organization, writes);
        answers.push(...answered);
        return answered;
      },
    },
    organizationId,
    // Handed over as they are, the bytes would be gone for the second import.
    files: payloads.map(({ n, bytes }) => ({ name: String(n), source: { kind: 'bytes', bytes: Uint8Array.from(bytes) } })),
    now: NOW,
    signal: new AbortController().signal,
    progressed: () => undefined,
    died: (cause) => (death = cause),
  });
  if (death !== null) throw new Error(`the worker died: ${String(death)}`);
  return { summary, items, planned, sent, answers };
}
