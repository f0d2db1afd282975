import { fork, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStoreClient, type StorePort } from '../main/store/store-client.ts';
import { AS_OF, aRow, callIdOf, filesWith, KEY, ORG, temporaryFolder } from './testing.ts';

/** Within the project, so that the bundle finds its packages. */
const OUT = resolve('node_modules/.cache', `store-test-${String(process.pid)}`);
const LIST = { organizationId: ORG, filter: {}, sort: { by: 'created_at', direction: 'asc' }, cursor: null, limit: 500 } as const;

describe('the store as a process of its own', () => {
  const folder = temporaryFolder();
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: { ssr: resolve('electron/store/index.ts'), outDir: OUT, target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'store.mjs' } } },
    });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => {
    rmSync(OUT, { recursive: true, force: true });
    folder.remove();
  });

  const spawn = (): StorePort => {
    const child = fork(join(OUT, 'store.mjs'), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    children.push(child);
    return {
      // A process that died a moment ago takes no message: as in Electron that is no error, and its exit tells.
      postMessage: (message) => void child.send(message as object, () => undefined),
      onMessage: (handle) => void child.on('message', handle),
      onExit: (handle) => void child.on('exit', handle),
      kill: () => void child.kill(),
    };
  };

  it('keeps bytes, rows and the file over a clean end', async () => {
    const path = join(folder.path, 'clean.db');
    const client = createStoreClient({ spawn });
    await client.open({ path, keyHex: KEY });
    await client.store.saveRows({ organizationId: ORG, rows: [aRow(1)], asOf: AS_OF });
    const peaks = { reference: 'r', durationSeconds: 1, pointsPerSecond: 20, agent: Int8Array.from([1, 127]), customer: Int8Array.from([0]), mono: true, agentChannel: null };
    await client.store.savePeaks({ organizationId: ORG, callId: callIdOf(1), ...peaks });
    await client.stop();
    expect(await client.open({ path, keyHex: KEY })).toEqual({ state: 'opened', setAside: null, recovered: 0 });
    expect((await client.store.listRows(LIST))?.rows).toEqual([aRow(1)]);
    expect(await client.store.getPeaks({ organizationId: ORG, callId: callIdOf(1), reference: 'r' })).toEqual(peaks);
    await client.stop();
  });

  it('killed at any moment keeps every acknowledged row', async () => {
    const path = join(folder.path, 'killed.db');
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < 6; kill += 1) {
      const client = createStoreClient({ spawn: () => ({ ...spawn(), onExit: () => undefined }), timeoutMs: 2_000 });
      await client.open({ path, keyHex: KEY });
      const child = children.at(-1);
      setTimeout(() => child?.kill('SIGKILL'), 20 + kill * 25);
      const pages = Array.from({ length: 60 }, (_, page) => Array.from({ length: 5 }, (_row, n) => aRow(kill * 1000 + page * 5 + n, { summary: 'canaryword' })));
      const saves = pages.map(async (rows) => {
        await client.store.saveRows({ organizationId: ORG, rows, asOf: AS_OF });
        for (const { id } of rows) acknowledged.add(id);
      });
      await new Promise((done) => child?.once('exit', done));
      await Promise.race([Promise.allSettled(saves), new Promise((done) => setTimeout(done, 50))]);
    }
    const client = createStoreClient({ spawn });
    expect((await client.open({ path, keyHex: KEY, onUnreadable: 'refuse' })).state).toBe('opened');
    const kept = new Set<string>((await client.store.listRows(LIST))?.rows.map(({ id }) => id));
    let page = await client.store.listRows(LIST);
    while (page?.next) {
      page = await client.store.listRows({ ...LIST, cursor: page.next });
      for (const { id } of page?.rows ?? []) kept.add(id);
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    expect(filesWith(folder.path, 'canaryword')).toEqual([]);
    await client.stop();
  });

  it('is started anew and reopened when it dies', async () => {
    const states: string[] = [];
    let announce: () => void = () => undefined;
    const reopened = new Promise<void>((done) => {
      announce = done;
    });
    const client = createStoreClient({
      spawn,
      onRestart: ({ state }) => {
        states.push(state);
        if (state === 'reopened') announce();
      },
    });
    await client.open({ path: join(folder.path, 'died.db'), keyHex: KEY });
    await client.store.saveRows({ organizationId: ORG, rows: [aRow(1)], asOf: AS_OF });
    const lost = client.store.listRows(LIST).catch((error: unknown) => error);
    children.at(-1)?.kill('SIGKILL');
    await reopened;
    expect((await client.store.listRows(LIST))?.rows).toHaveLength(1);
    expect(states).toEqual(['died', 'reopened']);
    await lost;
    await client.stop();
  });
});
