import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { utilityProcess, type UtilityProcess } from 'electron';
import type { StorePort } from '../store/store-client.ts';
import type { WorkspaceProcess } from '../workspace/supervisor.ts';

/** Starts one of the bundled entries beside main as a process of its own. */
export function startUtility(entry: string, args: readonly string[], name: string): UtilityProcess {
  return utilityProcess.fork(join(import.meta.dirname, entry), [...args], {
    serviceName: name,
    stdio: 'pipe',
    env: { ...process.env, LITE_TELEMETRY: '0' },
  });
}

/** The embedded workspace in a process of its own. What it prints goes to the log. */
export function startWorkspaceProcess(home: string, hearOutput: (line: string) => void): WorkspaceProcess {
  const child = startUtility('workspace.js', ['--home', home], 'Sidetone workspace');
  child.stderr?.on('data', (chunk: Buffer) => hearOutput(chunk.toString('utf8').trimEnd()));
  return {
    onReport: (listen) => void child.on('message', listen),
    onExit: (listen) => void child.on('exit', listen),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.postMessage('stop');
        setTimeout(() => child.kill(), 3_000).unref();
      }),
  };
}

/** The encrypted store in a process of its own. */
export function startStoreProcess(hearOutput: (line: string) => void): StorePort {
  const child = startUtility('store.js', [], 'Sidetone store');
  child.stderr?.on('data', (chunk: Buffer) => hearOutput(chunk.toString('utf8').trimEnd()));
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (handle) => void child.on('message', handle),
    onExit: (handle) => void child.on('exit', handle),
    kill: () => void child.kill(),
  };
}

/** Starts the first one now and gives it out later; the next ones start when they are asked for. */
export function oneAhead<T>(start: () => T): () => T {
  let ahead: T | null = start();
  return () => {
    const given = ahead ?? start();
    ahead = null;
    return given;
  };
}

/** The worker that reads the files of one import: a thread, because their bytes can be handed to it without a copy. */
export function startImportWorker(): Worker {
  return new Worker(join(import.meta.dirname, 'import-worker.js'));
}

/** The worker that computes peaks: a thread, because it shares nothing with main but messages and is started on demand. */
export function startPeaksWorker(): Worker {
  return new Worker(join(import.meta.dirname, 'peaks.js'));
}
