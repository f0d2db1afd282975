import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { scoringRoutes, Batch, BatchSource, JudgeSettings } from '../../../core/contract/routes/scoring.ts';
import { KNOWN_PRICES } from '../../../core/qci/model/prices.ts';
import { changesOf, differenceOf, isAdoptable, type Rescored } from '../../../core/scoring/difference.ts';
import { uuid } from './fake-calls.ts';

export interface FakeScoring {
  batches: Batch[];
  judge: JudgeSettings;
  /** Calls of batches that have no score, and why. */
  failures: { callId: string; code: string }[];
  /** How many calls a filter finds. */
  found: number;
  /** What scoring again made of scores, of whichever batch. */
  changes: Rescored[];
}

/** A device with a judge that has a key, and these batches. */
export const someScoring = (batches: Batch[] = []): FakeScoring => ({
  batches,
  judge: { baseUrl: 'https://api.openai.com/v1', model: 'gpt-4o-mini', temperature: 0, seed: 7, concurrency: 8, timeoutSeconds: 60, prices: [...KNOWN_PRICES], key: { kept: 'sealed', last4: 'a1b2' } },
  failures: [],
  found: 60,
  changes: [],
});

/** Sixty calls, forty of them scored. */
export const aBatch = (n: number, change: Partial<Batch> = {}): Batch => ({
  batchId: uuid(7000 + n),
  name: `Batch ${n}`,
  startedAt: '2026-11-30T09:00:00.000Z',
  state: 'running',
  why: null,
  judge: { kind: 'model', model: 'gpt-4o-mini' },
  rubricVersion: '3',
  bands: { pass: 80, review: 60 },
  again: false,
  budget: 2,
  total: 60,
  counts: { waiting: 12, sent: 8, answered: 3, recorded: 32, unscorable: 3, failed: 2 },
  paid: 36,
  lostInFlight: 0,
  promptTokens: 48_000,
  completionTokens: 19_000,
  cost: 0.0186,
  mayCost: 0.02,
  concurrency: 8,
  secondsLeft: 42,
  ...change,
});

/** Sixty points as the dimensions have them, with so many more; those of the brand stay. */
const pointsOf = (total: number) => {
  const outcome = Math.min(30, 16 + total - 60);
  const dynamics = Math.min(30, total - 24 - outcome);
  return { total, dynamics, objections: total - 12 - outcome - dynamics, brand: 12, outcome, lowered: null };
};

/** The nth call, scored again: from 60 points to so many; a test changes what it is about. */
export const aChange = (n: number, to: number, change: Partial<Rescored> = {}): Rescored => ({
  callId: uuid(n), calledAt: new Date(Date.UTC(2026, 10, 1, 9, n)).toISOString(), agent: 'Nova', before: pointsOf(60), after: pointsOf(to), overridden: [], reviewed: false,
  version: 1, runBefore: uuid(8000 + n), runKey: uuid(8100 + n), runId: uuid(8200 + n), standing: 'counts', ...change,
});

const BANDS = { pass: 80, review: 60 };

/** The routes of scoring on some in memory; a batch that is started has scored nothing yet. */
export const fakeScoring = (device: FakeScoring) => {
  const all = () => ({ batches: [...device.batches] });
  const size = (source: BatchSource): number => (source.from === 'calls' ? source.callIds.length : Math.min(source.most, device.found));
  const put = (id: string, change: Partial<Batch>) => {
    if (!device.batches.some((one) => one.batchId === id)) throw new AppError('not_found', id);
    device.batches = device.batches.map((one) => (one.batchId === id ? { ...one, ...change } : one));
    return all();
  };
  const fresh = { waiting: 0, sent: 0, answered: 0, recorded: 0, unscorable: 0, failed: 0 };
  return {
    'scoring.judge': async () => device.judge,
    'scoring.saveJudge': async (change) => (device.judge = { ...device.judge, ...change } as JudgeSettings),
    'scoring.setKey': async ({ key }) => (device.judge = { ...device.judge, key: key === null ? { kept: 'none', last4: null } : { kept: 'sealed', last4: key.slice(-4) } }),
    'scoring.estimate': async ({ source, judge }) => ({
      calls: size(source), withoutTranscript: 0, promptTokens: size(source) * 1300, completionTokens: size(source) * 880, cost: judge === 'model' ? size(source) * 0.00072 : 0, seconds: size(source), concurrency: device.judge.concurrency,
    }),
    'scoring.start': async ({ batchId, name, source, judge, budget }) => {
      const model = judge === 'model' ? device.judge.model : null;
      if (!device.batches.some((one) => one.batchId === batchId))
        device.batches = [aBatch(0, { batchId, name, judge: { kind: judge, model }, budget, total: size(source), counts: { ...fresh, waiting: size(source) }, paid: 0, cost: 0, mayCost: 0, promptTokens: 0, completionTokens: 0, secondsLeft: null }), ...device.batches];
      return all();
    },
    'scoring.list': async () => all(),
    'scoring.items': async () => ({ items: device.failures.map(({ callId, code }, position) => ({ callId, position, state: 'failed' as const, code, asked: 6, paid: 0, cost: 0 })), next: null }),
    'scoring.difference': async () => differenceOf(device.changes, BANDS),
    'scoring.changes': async ({ movement, offset, limit }) => {
      const found = changesOf(device.changes, movement, BANDS);
      return { changes: found.slice(offset, offset + limit), total: found.length, adoptable: found.filter(isAdoptable).length };
    },
    'scoring.adopt': async ({ movement, callIds }) => {
      const wanted = new Set(changesOf(device.changes, movement, BANDS).filter((one) => isAdoptable(one) && (callIds === null || callIds.includes(one.callId))).map(({ callId }) => callId));
      device.changes = device.changes.map((one) => (wanted.has(one.callId) ? { ...one, standing: 'adopted' as const } : one));
      return { adopted: wanted.size };
    },
    'scoring.pause': async ({ batchId }) => put(batchId, { state: 'paused', why: 'person', concurrency: null, secondsLeft: null }),
    'scoring.resume': async ({ batchId }) => put(batchId, { state: 'running', why: null }),
    'scoring.cancel': async ({ batchId }) => put(batchId, { state: 'cancelled', why: null, concurrency: null, secondsLeft: null }),
    'scoring.retry': async ({ batchId }) => put(batchId, { state: 'running', why: null }),
    'scoring.remove': async ({ batchId }) => {
      device.batches = device.batches.filter((one) => one.batchId !== batchId);
      return all();
    },
  } satisfies HandlersFor<typeof scoringRoutes>;
};
