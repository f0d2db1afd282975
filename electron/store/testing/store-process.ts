import { fork, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type { StorePort } from '../../main/store/store-client.ts';

/** The store as a process of its own, the way the app runs it, but under plain Node. */
export interface StoreProcess {
  /** Starts one; the latest is the last of `children`. */
  readonly spawn: () => StorePort;
  readonly children: ChildProcess[];
  /** Ends what was started and takes the bundle away. */
  readonly remove: () => void;
}

/** Bundles the store's entry. The bundle lies within the project, so that it finds its packages. */
export const buildStoreProcess = async (name: string): Promise<StoreProcess> => {
  const out = resolve('node_modules/.cache', `${name}-${String(process.pid)}`);
  const children: ChildProcess[] = [];
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: resolve('electron/store/index.ts'), outDir: out, target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'store.mjs' } } },
  });
  return {
    children,
    spawn: () => {
      const child = fork(join(out, 'store.mjs'), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
      children.push(child);
      return {
        // A process that died a moment ago takes no message: as in Electron that is no error, and its exit tells.
        postMessage: (message) => void child.send(message as object, () => undefined),
        onMessage: (handle) => void child.on('message', handle),
        onExit: (handle) => void child.on('exit', handle),
        kill: () => void child.kill(),
      };
    },
    remove: () => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
      rmSync(out, { recursive: true, force: true });
    },
  };
};
