import { importReportSchema, type ImportOrder, type ImportReport } from '../../../core/import/import-messages.ts';

/** The parts of a `worker_threads` Worker that matter here. */
export interface ImportWorker {
  postMessage(order: ImportOrder, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'error' | 'messageerror', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/** What is heard of a worker: its reports in their order, that it ended before it was done, or that it was cancelled. */
export type Heard = ImportReport | { kind: 'died'; cause: string } | { kind: 'cancelled' };

/** Gives one thing heard after another. A cancelled worker is heard no more, whatever it has said already. */
export function hear(worker: ImportWorker, signal: AbortSignal): () => Promise<Heard> {
  const heard: Heard[] = [];
  let wake: () => void = () => undefined;
  const put = (one: Heard): void => {
    heard.push(one);
    wake();
  };
  const died = (cause: string): void => put({ kind: 'died', cause });
  worker.on('message', (message) => {
    const report = importReportSchema.safeParse(message);
    if (report.success) put(report.data);
    else died('the worker said what it may not say');
  });
  worker.on('error', (error) => died(error instanceof Error ? error.message : String(error)));
  worker.on('messageerror', () => died('a message could not be read'));
  worker.on('exit', (code) => died(`the worker ended with ${code}`));
  signal.addEventListener('abort', () => wake(), { once: true });
  return async () => {
    while (!signal.aborted && heard.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const first = signal.aborted ? undefined : heard.shift();
    return first ?? { kind: 'cancelled' };
  };
}
