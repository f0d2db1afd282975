import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStoreClient, type StorePort } from '../main/store/store-client.ts';
import { AS_OF, aRow, callIdOf, filesWith, KEY, ORG, temporaryFolder } from './testing.ts';
import { run } from './testing/chaos.ts';
import { buildStoreProcess, type StoreProcess } from './testing/store-process.ts';

const LIST = { organizationId: ORG, filter: {}, sort: { by: 'created_at', direction: 'asc' }, cursor: null, limit: 500 } as const;

describe('the store as a process of its own', () => {
  const folder = temporaryFolder();
  let store: StoreProcess;

  beforeAll(async () => {
    store = await buildStoreProcess('store-test');
  });
  afterEach(() => {
    for (const child of store.children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => {
    store.remove();
    folder.remove();
  });

  const spawn = (): StorePort => store.spawn();

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
      const client = createStoreClient({ spawn: () => ({ ...spawn(), onExit: () => undefined }), timeoutMs: 10_000 });
      await client.open({ path, keyHex: KEY });
      const child = store.children.at(-1);
      // Some time after its first answer, however long that one takes.
      const answered = (): void => void (answers++ === 0 && setTimeout(() => child?.kill('SIGKILL'), kill * 25));
      let answers = 0;
      const pages = Array.from({ length: 60 }, (_, page) => Array.from({ length: 5 }, (_row, n) => aRow(kill * 1000 + page * 5 + n, { summary: 'canaryword' })));
      const saves = pages.map(async (rows) => {
        await client.store.saveRows({ organizationId: ORG, rows, asOf: AS_OF });
        for (const { id } of rows) acknowledged.add(id);
        answered();
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
    store.children.at(-1)?.kill('SIGKILL');
    await reopened;
    expect((await client.store.listRows(LIST))?.rows).toHaveLength(1);
    expect(states).toEqual(['died', 'reopened']);
    await lost;
    await client.stop();
  });

  it('killed between its answers, its files harmed, loses nothing that it answered for', async () => {
    const { kills, acknowledged, ...faults } = await run({ kills: 5, seed: 20261128, say: () => undefined });
    expect(kills).toBe(5);
    expect(acknowledged).toBeGreaterThan(0);
    expect(faults).toEqual({ lost: 0, revived: 0, disordered: 0 });
  }, 120_000);
});
