import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { builtWorker } from '../../import-worker/testing/built-worker.ts';
import { runImport, type ImportFile, type ImportResult, type ImportRun } from './run-import.ts';

/** The worker as it is built; the workspace takes everything and is counted. */
let worker: Awaited<ReturnType<typeof builtWorker>>;
const started: Worker[] = [];
const start = (): Worker => {
  const one = worker.start();
  started.push(one);
  return one;
};
/** Runs a text as the worker, for one that fails. */
const scripted = (script: string) => (): Worker => {
  const one = new Worker(`const { parentPort } = require('node:worker_threads');\n${script}`, { eval: true });
  started.push(one);
  return one;
};

beforeAll(async () => {
  worker = await builtWorker();
});
afterAll(() => worker.remove());

let written: number[];
let deaths: string[];
beforeEach(() => {
  written = [];
  deaths = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(started.splice(0).map((one) => one.terminate()));
});

const idOf = (n: number): string => `0198a8f0-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** A call of some 10 KB, as most are. */
const aCall = (n: number) => ({ id: idOf(n), type: 'webCall', status: 'ended', createdAt: '2026-10-01T10:00:00.000Z', updatedAt: '2026-10-01T10:01:00.000Z', transcript: `AI: Hello, call ${n}.\nUser: ${'Yes. '.repeat(2_000)}\n` });
const aFile = (name: string, text: string): ImportFile => ({ name, source: { kind: 'bytes', bytes: new TextEncoder().encode(text) } });
const callsFile = (count: number, name = 'calls.json'): ImportFile => aFile(name, JSON.stringify(Array.from({ length: count }, (_, n) => aCall(n))));

const vapiIdOf = (item: unknown): string => (item as { call: { vapi_call_id: string } }).call.vapi_call_id;

const aRun = (change: Partial<ImportRun>): ImportRun => ({
  remote: {
    callsForImport: async () => [],
    importCalls: async (_organization, items) => {
      written.push(items.length);
      return items.map((item) => ({ vapiCallId: vapiIdOf(item), result: 'inserted', reason: null }));
    },
  },
  organizationId: idOf(1),
  files: [],
  now: '2026-11-01T10:00:00.000Z',
  signal: new AbortController().signal,
  progressed: () => undefined,
  died: (cause) => void deaths.push(cause),
  ...change,
});

/** The counts of a result, which add up always. */
function countsOf({ summary: { read, inserted, updated, unchanged, setAside } }: ImportResult): { read: number; inserted: number; aside: number } {
  expect(read).toBe(inserted + updated + unchanged + setAside.length);
  return { read, inserted, aside: setAside.length };
}

/** A thread that has ended has the id -1. */
const exited = (one: Worker | undefined) => vi.waitFor(() => expect(one?.threadId).toBe(-1), 10_000);

describe('a file of tens of megabytes', () => {
  it('is handed over, and neither decoded nor parsed here', async () => {
    const file = callsFile(4_000);
    const { bytes } = file.source as { bytes: Uint8Array };
    const size = bytes.byteLength;
    expect(size).toBeGreaterThan(40_000_000);
    const parse = vi.spyOn(JSON, 'parse');
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    const steps: number[] = [];
    const result = await runImport(start, aRun({ files: [file], progressed: (done, total) => void steps.push(done / total) }));
    const texts = [...parse.mock.calls.map(([text]) => text.length), ...decode.mock.calls.map(([data]) => data?.byteLength ?? 0)];
    expect(bytes.byteLength).toBe(0);
    expect(Math.max(0, ...texts)).toBeLessThan(size / 40);
    expect(countsOf(result)).toEqual({ read: 4_000, inserted: 4_000, aside: 0 });
    expect(Math.max(...written)).toBe(50);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  }, 60_000);

  it('does not get ahead of a slow workspace', async () => {
    let waiting = 0;
    let most = 0;
    const importCalls: ImportRun['remote']['importCalls'] = async (_organization, items) => {
      waiting += 1;
      most = Math.max(most, waiting);
      await new Promise((resolve) => setImmediate(resolve));
      waiting -= 1;
      return items.map((item) => ({ vapiCallId: vapiIdOf(item), result: 'inserted', reason: null }));
    };
    const said: unknown[] = [];
    const listening = (): Worker => {
      const one = start();
      one.on('message', (message: { kind: string }) => void (message.kind === 'batch' && said.push(waiting)));
      return one;
    };
    const result = await runImport(listening, aRun({ files: [callsFile(400)], remote: { callsForImport: async () => [], importCalls } }));
    expect(countsOf(result).inserted).toBe(400);
    expect(most).toBe(1);
    expect(said).toEqual(Array.from({ length: 8 }, () => 0));
  });
});

describe('what cannot be read', () => {
  it.each([
    ['no JSON', 'Dear all, please find the calls below.', [{ index: 0, reason: 'broken-json' }]],
    ['a broken list', `[${JSON.stringify(aCall(1))}, {"id": nope}]`, [{ index: 1, reason: 'broken-json' }]],
    ['a file cut off', JSON.stringify([aCall(1), aCall(2)]).slice(0, -40), [{ index: 1, reason: 'broken-json' }]],
    ['nothing', '', [{ index: 0, reason: 'empty-file' }]],
    ['blanks', ' \n ', [{ index: 0, reason: 'empty-file' }]],
    ['an empty list', '[]', [{ index: 0, reason: 'empty-file' }]],
    ['lines of something else', '{"level":"info"}\n{"level":"warn"}\n', [{ index: 0, reason: 'not-a-call' }, { index: 1, reason: 'not-a-call' }]],
  ])('%s is set aside beside a file that is taken', async (_name, text, aside) => {
    const result = await runImport(start, aRun({ files: [aFile('faulty.json', text), callsFile(2)] }));
    countsOf(result);
    expect(result.summary.setAside).toMatchObject(aside.map((item) => ({ file: 'faulty.json', ...item })));
    expect(result.summary.setAside).toHaveLength(aside.length);
    expect(result.summary.inserted).toBeGreaterThanOrEqual(2);
    expect(deaths).toEqual([]);
  });

  it('of two files of one name each has its own account', async () => {
    const result = await runImport(start, aRun({ files: [aFile('calls.json', ''), aFile('calls.json', 'hello'), callsFile(1)] }));
    expect(countsOf(result)).toEqual({ read: 3, inserted: 1, aside: 2 });
  });
});

describe('a worker that dies', () => {
  const count = `parentPort.postMessage({ kind: 'count', file: 0, items: 3 });`;
  const batch = `parentPort.postMessage({ kind: 'batch', items: [{ file: 0, index: 1, outcome: 'inserted', vapiCallId: '${idOf(1)}' }], writes: [{ call: { vapi_call_id: '${idOf(1)}' } }] });`;

  it.each([
    ['before it began', `throw new Error('no memory')`, { read: 2, inserted: 0, aside: 2 }],
    ['once it has counted', `${count} setImmediate(() => process.exit(3))`, { read: 4, inserted: 0, aside: 4 }],
    ['after a batch', `${count} ${batch} parentPort.on('message', ({ kind }) => { if (kind === 'next') process.exit(3) })`, { read: 4, inserted: 1, aside: 3 }],
    ['with words that are none of its own', `${count} ${batch} parentPort.postMessage({ kind: 'batch', items: 'all' })`, { read: 4, inserted: 1, aside: 3 }],
    ['and says it is done though it is not', `${count} ${batch} parentPort.on('message', ({ kind }) => { if (kind === 'next') parentPort.postMessage({ kind: 'done' }) })`, { read: 4, inserted: 1, aside: 3 }],
  ])('%s leaves an account that adds up', async (how, script, counts) => {
    const result = await runImport(scripted(script), aRun({ files: [callsFile(3), callsFile(1, 'more.json')] }));
    expect(countsOf(result)).toEqual(counts);
    expect(result.cancelled).toBe(false);
    expect(new Set(result.summary.setAside.map(({ reason }) => reason))).toEqual(new Set(['interrupted']));
    expect(deaths).toHaveLength(how.startsWith('and says') ? 0 : 1);
  });

  it('of its memory takes nothing else with it', async () => {
    const small = (): Worker => {
      const one = new Worker('const all = []; for (;;) all.push(Array.from({ length: 1000 }, () => ({})));', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
      started.push(one);
      return one;
    };
    const result = await runImport(small, aRun({ files: [callsFile(1)] }));
    expect(countsOf(result)).toEqual({ read: 1, inserted: 0, aside: 1 });
    expect(deaths[0]).toMatch(/memory/);
  });
});

describe('cancelling', () => {
  it('ends the worker, keeps what is written and sets the rest aside', async () => {
    const cancel = new AbortController();
    const result = await runImport(start, aRun({ files: [callsFile(130)], signal: cancel.signal, progressed: () => cancel.abort() }));
    expect(countsOf(result)).toEqual({ read: 130, inserted: 50, aside: 80 });
    expect(result.cancelled).toBe(true);
    expect(result.summary.setAside[0]).toMatchObject({ file: 'calls.json', index: 50, reason: 'cancelled' });
    await exited(started[0]);
    expect(written).toEqual([50]);
  });

  it('while a batch is being written counts that batch', async () => {
    const cancel = new AbortController();
    const { remote } = aRun({});
    const importCalls: ImportRun['remote']['importCalls'] = (...args) => {
      cancel.abort();
      return remote.importCalls(...args);
    };
    const result = await runImport(start, aRun({ files: [callsFile(60)], signal: cancel.signal, remote: { ...remote, importCalls } }));
    expect(countsOf(result)).toEqual({ read: 60, inserted: 50, aside: 10 });
  });

  it('before it began writes nothing, and ends a worker that is busy', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const result = await runImport(scripted('for (;;);'), aRun({ files: [callsFile(1), callsFile(1)], signal: cancel.signal }));
    expect(countsOf(result)).toEqual({ read: 2, inserted: 0, aside: 2 });
    await exited(started[0]);
  });
});

describe('a workspace that stops answering', () => {
  it('ends the import with its code, and the worker with it', async () => {
    const remote = { callsForImport: async () => [], importCalls: () => Promise.reject(new AppError('offline', 'gone')) };
    await expect(runImport(start, aRun({ files: [callsFile(60)], remote }))).rejects.toMatchObject({ code: 'offline' });
    await exited(started[0]);
  });
});
