import { parentPort as workerPort } from 'node:worker_threads';
import type { MessagePortLike } from '../../core/store/protocol.ts';

/** The port of an Electron utility process: messages come wrapped in an event. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

/**
 * The line to whoever started this process: an Electron utility process, a worker thread, or a child process
 * (started with `serialization: 'advanced'`, so that bytes stay bytes). Null when nobody did.
 */
export const parentPort = (): MessagePortLike | null => {
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return {
      postMessage: (message) => {
        utility.postMessage(message);
      },
      listen: (handle) => {
        utility.on('message', (event) => {
          handle(event.data);
        });
      },
    };
  }
  const worker = workerPort;
  if (worker) {
    return {
      postMessage: (message) => {
        worker.postMessage(message);
      },
      listen: (handle) => {
        worker.on('message', handle);
      },
    };
  }
  if (!process.send) return null;
  return {
    postMessage: (message) => {
      process.send?.(message);
    },
    listen: (handle) => {
      process.on('message', handle);
    },
  };
};
