import { parentPort } from 'node:worker_threads';
import { serveImport } from './serve.ts';

/**
 * Entry of the import worker: reads, decodes and parses the files of one import and plans what becomes of their calls, so
 * that main only passes batches to the workspace. It ends when it is done, and may be ended at any moment.
 */
const take = serveImport((report) => parentPort?.postMessage(report));

// An error nobody catches ends the worker, and main hears of it.
parentPort?.on('message', (message: unknown) => void take(message));
