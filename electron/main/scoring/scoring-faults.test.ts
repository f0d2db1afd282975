import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocalStore } from '../../../core/store/local-store.ts';
import { storePayloads, type StoreInput, type StoreOp } from '../../../core/store/protocol.ts';
import { callIdOf, idOf, KEY, serveHere, temporaryFolder } from '../../store/testing.ts';
import { aDesk, aStore } from '../ipc/handlers/testing/call-desk.ts';
import { startModelServer, type Asked, type ModelServer, type Reply } from './testing/model-server.ts';
import { answerOf, aScoringApp, callIds, detailOf, named, namedIn, numberOf, runsIn } from './testing/scoring-desk.ts';

const BATCH = idOf(1);
const PRICE_OF_ONE = 0.00036;
const getCall = async (_: string, id: string) => named(detailOf(numberOf(id)));
const callOf = ({ body }: Asked): string => namedIn(body.messages[1]?.content ?? '') ?? 'nobody';
const fair = (asked: Asked, delayMs = 5): Reply => ({ do: 'answer', text: answerOf(numberOf(callOf(asked))), delayMs });
const order = (calls: readonly string[]) => ({ batchId: BATCH, name: 'november', source: { from: 'calls' as const, callIds: [...calls] }, judge: 'model' as const, budget: null });

let server: ModelServer | null = null;
const folders: { remove: () => void }[] = [];
const closers: (() => void)[] = [];
afterEach(async () => {
  await server?.close();
  server = null;
  for (const close of closers.splice(0)) close();
  for (const folder of folders.splice(0)) folder.remove();
});

/** Requests by call. */
const askedFor = ({ asked }: ModelServer): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const one of asked) counts[numberOf(callOf(one))] = (counts[numberOf(callOf(one))] ?? 0) + 1;
  return counts;
};

describe('a model’s server', () => {
  /** What it does with the first request of each call, and with every later one. */
  const FIRST: readonly Reply[] = [
    { do: 'refuse', status: 429, headers: { 'retry-after-ms': '20' } }, { do: 'refuse', status: 500 }, { do: 'hang' }, { do: 'cut', after: 60 }, { do: 'answer', text: '{"criteria":' }, { do: 'refuse', status: 503 },
  ];
  const isHopeless = (n: number): boolean => n >= 4;

  it('F26: that refuses, fails, hangs, cuts or answers nonsense is asked a bounded number of times, everything paid is counted, and no half score is kept', async () => {
    const seen = new Set<string>();
    server = await startModelServer((_, asked) => {
      const callId = callOf(asked);
      const isFirst = !seen.has(callId);
      seen.add(callId);
      return isFirst || isHopeless(numberOf(callId)) ? (FIRST[numberOf(callId)] ?? fair(asked)) : fair(asked);
    });
    const store = aStore();
    const desk = aDesk(store, { getCall });
    const { scoring, logged } = aScoringApp(desk, { url: server.url }, { concurrency: 6, timeoutMs: 4000 });
    await scoring.start(desk, order(callIds(7)));
    await scoring.idle();
    expect(askedFor(server)).toEqual({ 0: 2, 1: 2, 2: 2, 3: 2, 4: 2, 5: 6, 6: 1 });
    const [batch] = await scoring.all(desk);
    expect(batch).toMatchObject({ state: 'done', paid: 7, counts: { answered: 5, failed: 2 }, promptTokens: 7 * 1200 });
    expect(batch?.cost).toBeCloseTo(7 * PRICE_OF_ONE, 9);
    const { items } = await store.listBatchItems({ batchId: BATCH, states: ['failed'], after: null, limit: 9 });
    expect(items.map(({ callId, code, asked, paid }) => [numberOf(callId), code, asked, paid])).toEqual([[4, 'unreadable', 2, 2], [5, 'busy', 6, 0]]);
    const runs = await runsIn(store);
    expect([...runs.keys()].map(numberOf).toSorted()).toEqual([0, 1, 2, 3, 6]);
    for (const [run] of runs.values()) expect(Object.keys(run?.['criteria'] ?? {})).toHaveLength(8);
    expect(logged.join('\n')).not.toMatch(/sk-|criteria|BEGIN/u);
  });
});

describe('the app is killed', () => {
  let file: string;
  beforeEach(() => {
    const folder = temporaryFolder();
    folders.push(folder);
    file = join(folder.path, 'store.db');
  });

  /** The store's file, opened by a process of the app; `close` is its end. */
  const open = (change: Partial<LocalStore> = {}): { store: LocalStore; close: () => void } => {
    const { ask, close } = serveHere();
    closers.push(close);
    ask('open', { path: file, keyHex: KEY });
    const ops = (Object.keys(storePayloads) as StoreOp[]).map((op): [string, unknown] => [op, async (payload: StoreInput<typeof op>) => ask(op, payload)]);
    return { store: { ...(Object.fromEntries(ops) as unknown as LocalStore), ...change }, close };
  };

  /** A life of the app that never comes back from this request to its store. */
  const dieAt = async (op: 'keepBatchAnswer' | 'judgeBatchItem', calls: number): Promise<void> => {
    const stuck = vi.fn(() => new Promise<null>(() => undefined));
    const { store, close } = open({ [op]: stuck });
    const desk = aDesk(store, { getCall });
    const { scoring } = aScoringApp(desk, { url: server?.url ?? '' }, { concurrency: calls });
    await scoring.start(desk, order(callIds(calls)));
    await vi.waitFor(() => expect(stuck).toHaveBeenCalledTimes(calls), { timeout: 20_000 });
    scoring.stop();
    close();
  };

  /** The next life, until nothing is left to do. */
  const liveOn = async () => {
    const { store } = open();
    const desk = aDesk(store, { getCall });
    const { scoring } = aScoringApp(desk, { url: server?.url ?? '' }, { concurrency: 3 });
    scoring.wake();
    await vi.waitFor(async () => expect((await scoring.all(desk))[0]?.state).toBe('done'), { timeout: 20_000 });
    return { batch: (await scoring.all(desk))[0], runs: await runsIn(store) };
  };

  it('F27: between a model’s answer and the row, and an answer that was journaled is judged at the next start and not paid for again', async () => {
    server = await startModelServer((_, asked) => fair(asked));
    await dieAt('judgeBatchItem', 3);
    expect(server.paid).toBe(3);
    const { batch, runs } = await liveOn();
    expect(server.paid).toBe(3);
    expect(batch).toMatchObject({ paid: 3, lostInFlight: 0, counts: { answered: 3 } });
    expect([...runs.values()].map((of) => of.length)).toEqual([1, 1, 1]);
    expect(runs.get(callIdOf(0))?.[0]).toMatchObject({ ai_model: 'gpt-4o-mini-2024-07-18', tokens_used: 1500, analysis_cost: PRICE_OF_ONE });
  });

  it('F27: before an answer is journaled, and what was under way counts as lost in flight, is asked for once more and makes one row', async () => {
    server = await startModelServer((_, asked) => fair(asked));
    await dieAt('keepBatchAnswer', 3);
    const { batch, runs } = await liveOn();
    expect(server.paid).toBe(6);
    expect(batch).toMatchObject({ paid: 3, lostInFlight: 3, counts: { answered: 3 } });
    expect(batch?.mayCost).toBeGreaterThan(3 * PRICE_OF_ONE);
    expect([...runs.values()].map((of) => of.length)).toEqual([1, 1, 1]);
  });
});
