import { appendFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../core/qci/seeded-random.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import { createStoreClient } from '../../main/store/store-client.ts';
import { AS_OF, aDetail, aMark, anOperation, callIdOf, idOf, KEY, ORG, temporaryFolder } from '../testing.ts';
import { buildStoreProcess, type StoreProcess } from './store-process.ts';

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  readonly say: (text: string) => void;
}

/**
 * `acknowledged`: changes of the outbox that the store had answered before it was killed. `lost`: operations among them that
 * were not there afterwards. `revived`: discarded ones that were. `disordered`: times the order was another one.
 */
export interface ChaosResult {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly revived: number;
  readonly disordered: number;
}

type Random = () => number;

/** What the operations' whereabouts must be: an unanswered change leaves both open. `rank` is its place in the order. */
interface Known {
  readonly fate: Map<string, 'there' | 'open' | 'gone'>;
  readonly rank: Map<string, number>;
  made: number;
  acknowledged: number;
}

const BY = { userId: idOf(9), name: 'Ana' };

const anyOf = (random: Random, known: Known): string | undefined => {
  const there = [...known.fate].filter(([, fate]) => fate === 'there');
  return there[Math.floor(random() * there.length)]?.[0];
};

/** One change at random; settles when the store answered it. */
const changeSomething = async (store: LocalStore, random: Random, known: Known): Promise<void> => {
  const chosen = random() < 0.45 ? anyOf(random, known) : undefined;
  const made = (known.made += 1);
  if (chosen === undefined) {
    const opId = idOf(1000 + made);
    known.fate.set(opId, 'open');
    known.rank.set(opId, made);
    await store.addOperation({ operation: aMark(made, { callId: callIdOf(made % 5) }) });
    known.fate.set(opId, 'there');
  } else if (random() < 0.3) {
    await store.markOperation({ opId: chosen, state: 'waiting', attempts: 1, notBefore: AS_OF });
  } else if (random() < 0.4) {
    const opId = idOf(1000 + made);
    known.rank.set(opId, known.rank.get(chosen) ?? 0);
    known.fate.set(opId, 'open').set(chosen, 'open');
    await store.replaceOperation({ opId: chosen, operation: anOperation(opId, 'change_moment', { moment_id: idOf(made), label: 'edited' }) });
    known.fate.set(opId, 'there').set(chosen, 'gone');
  } else if (random() < 0.5) {
    known.fate.set(chosen, 'open');
    await store.settleOperation({ opId: chosen, version: 1, by: BY });
  } else {
    known.fate.set(chosen, 'open');
    await store.removeOperation({ opId: chosen });
    known.fate.set(chosen, 'gone');
  }
  known.acknowledged += 1;
};

/** What may happen to the files while nobody has them open: nothing, or the database is lost in one of several ways. */
const harm = (path: string, random: Random): string => {
  const dice = random();
  if (dice < 0.4 || !existsSync(path)) return 'nothing';
  if (dice < 0.55) {
    for (const side of ['', '-wal', '-shm']) rmSync(path + side, { force: true });
    return 'deleted';
  }
  if (dice < 0.7) {
    rmSync(`${path}-wal`, { force: true });
    return 'log deleted';
  }
  if (dice < 0.8) {
    truncateSync(path, Math.floor(statSync(path).size / 2));
    return 'cut short';
  }
  if (dice < 0.9) {
    appendFileSync(path.replace(/db$/, 'outbox'), Buffer.from([0, 0, 1, 0, 1, 2, 3, 4, 5]));
    return 'torn journal';
  }
  const bytes = readFileSync(path);
  for (let page = 1; page * 4096 < bytes.length; page += 2) bytes[page * 4096 + 40] = (bytes[page * 4096 + 40] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
  return 'bits flipped';
};

const openClient = async ({ spawn }: StoreProcess, path: string) => {
  const client = createStoreClient({ spawn: () => ({ ...spawn(), onExit: () => undefined }), timeoutMs: 15_000 });
  await client.open({ path, keyHex: KEY, verify: true });
  return client;
};

/** Compares what is there with what must be, and takes what is there for known from now on. */
const check = async (store: LocalStore, known: Known): Promise<Pick<ChaosResult, 'lost' | 'revived' | 'disordered'>> => {
  const { operations } = await store.listOperations({ organizationId: null });
  const there = operations.map(({ operation }) => operation.opId);
  const present = new Set<string>(there);
  const of = (wanted: string): string[] => [...known.fate].filter(([, fate]) => fate === wanted).map(([opId]) => opId);
  const lost = of('there').filter((opId) => !present.has(opId)).length;
  const revived = of('gone').filter((opId) => present.has(opId)).length;
  const ranks = there.map((opId) => known.rank.get(opId) ?? Number.NaN);
  const disordered = ranks.every((rank, at) => at === 0 || rank > (ranks[at - 1] ?? 0)) ? 0 : 1;
  for (const [opId, fate] of known.fate) {
    if (present.has(opId)) known.fate.set(opId, 'there');
    else if (fate !== 'gone') known.fate.delete(opId);
  }
  return { lost, revived, disordered };
};

/** Kills the store's process while it writes, harms its files between, and counts what was lost. */
export const run = async ({ kills, seed, say }: ChaosOptions): Promise<ChaosResult> => {
  const random = seededRandom(seed);
  const folder = temporaryFolder();
  const path = join(folder.path, 'store.db');
  const known: Known = { fate: new Map(), rank: new Map(), made: 0, acknowledged: 0 };
  const store = await buildStoreProcess('store-chaos');
  const result = { lost: 0, revived: 0, disordered: 0 };
  const recount = async (): Promise<void> => {
    const client = await openClient(store, path);
    const { lost, revived, disordered } = await check(client.store, known);
    result.lost += lost;
    result.revived += revived;
    result.disordered += disordered;
    await client.stop();
  };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const client = await openClient(store, path);
      const child = store.children.at(-1);
      const dead = new Promise((done) => child?.once('exit', done));
      await client.store.saveDetail({ organizationId: ORG, call: aDetail(kill, { transcript: 'said '.repeat(2000) }), readAt: AS_OF });
      setTimeout(() => child?.kill('SIGKILL'), 5 + random() * 250);
      const life = new AbortController();
      void dead.then(() => life.abort());
      const writer = async (): Promise<void> => {
        while (!life.signal.aborted) await Promise.race([changeSomething(client.store, random, known), dead]);
      };
      await Promise.all([writer(), writer(), writer()]);
      const harmed = harm(path, random);
      await recount();
      say(`kill ${String(kill + 1)}, then ${harmed}: ${String(known.acknowledged)} answered so far, ${String(result.lost)} lost`);
    }
  } finally {
    store.remove();
    folder.remove();
  }
  return { kills, acknowledged: known.acknowledged, ...result };
};
