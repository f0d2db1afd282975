import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPeaksClient, type PeaksWorker } from '../main/media/peaks-client.ts';
import { openFileSource } from '../main/media/byte-source.ts';
import { writeSealedFile } from '../main/media/sealed-file.ts';

/** Within the project, so that the bundle finds its packages. */
const OUT = resolve('node_modules/.cache', `peaks-test-${String(process.pid)}`);
const FIXTURE = join(import.meta.dirname, 'fixtures/two-sides.mp3');
const KEY = 'd4'.repeat(32);

describe('the peaks worker', () => {
  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: { ssr: resolve('electron/peaks/index.ts'), outDir: OUT, target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'peaks.mjs' } } },
    });
  });
  afterAll(() => rmSync(OUT, { recursive: true, force: true }));

  const spawn = (): PeaksWorker => new Worker(join(OUT, 'peaks.mjs'));

  it('reads plain and sealed files alike, and says what is broken and what cannot be read', async () => {
    const client = createPeaksClient(spawn);
    const sealed = join(OUT, 'one.sealed');
    const source = await openFileSource(FIXTURE);
    await writeSealedFile(sealed, KEY, source.read(0, source.size - 1), 1e6);
    await source.close();
    const broken = join(OUT, 'page.mp3');
    writeFileSync(broken, '<html>');
    const [plain, opened, ...faults] = await Promise.all([
      client.compute({ kind: 'file', path: FIXTURE }),
      client.compute({ kind: 'sealed', path: sealed, keyHex: KEY }),
      ...[
        { kind: 'file', path: broken } as const,
        { kind: 'file', path: join(OUT, 'missing') } as const,
        { kind: 'sealed', path: sealed, keyHex: 'e5'.repeat(32) } as const,
      ].map((one) => client.compute(one).catch((error: { fault: string }) => error.fault)),
    ]);
    expect(plain.channels).toHaveLength(2);
    expect(opened).toEqual(plain);
    expect(faults).toEqual(['broken', 'unreadable', 'unreadable']);
    await client.stop();
  });

  it('that hangs or dies costs one recording only', async () => {
    let started = 0;
    const client = createPeaksClient(() => {
      started += 1;
      if (started === 1) return new Worker('setInterval(() => {}, 1000)', { eval: true });
      if (started === 2) return new Worker('require("node:worker_threads").parentPort.on("message", () => process.exit(1))', { eval: true });
      return spawn();
    }, 1_500);
    const answers = await Promise.all([1, 2, 3].map(() => client.compute({ kind: 'file', path: FIXTURE }).then(() => 'peaks', (error: { fault: string }) => error.fault)));
    expect(answers).toEqual(['timeout', 'died', 'peaks']);
    expect(started).toBe(3);
    await client.stop();
  });
});
