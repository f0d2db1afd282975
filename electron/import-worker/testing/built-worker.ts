import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';

/** The import worker as it is built for the app. It lies within the project, so that the bundle finds its packages. */
export async function builtWorker(): Promise<{ start: () => Worker; remove: () => void }> {
  const folder = resolve('node_modules/.cache', `import-worker-test-${String(process.pid)}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: resolve('electron/import-worker/index.ts'), outDir: folder, target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'import-worker.mjs' } } },
  });
  return { start: () => new Worker(join(folder, 'import-worker.mjs')), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
