import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { aRow, callIdOf, idOf, ORG } from '../../store/testing.ts';
import { anAnalysis, POINTS } from '../../../core/sync/testing/scores.ts';
import { scoresHandlers } from '../ipc/handlers/scores.ts';
import { aDesk, aStore } from '../ipc/handlers/testing/call-desk.ts';
import { startModelServer, type Asked, type ModelServer, type Reply } from './testing/model-server.ts';
import { answerOf, aScoringApp, callIds, detailOf, named, namedIn, numberOf, runsIn } from './testing/scoring-desk.ts';

const BATCH = idOf(1);
const UNKEPT = new Set<string>();

let server: ModelServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const callOf = ({ body }: Asked): string => namedIn(body.messages[1]?.content ?? '') ?? 'nobody';
const fair = (asked: Asked): Reply => ({ do: 'answer', text: answerOf(numberOf(callOf(asked))), delayMs: 5 });

/** An app over a store in memory and a workspace that has every call; `reply` is the model's server. */
async function world({ reply = (_, asked) => fair(asked), remote = {}, store = aStore(), concurrency = 4, mayRecord = true }: { mayRecord?: boolean; reply?: (n: number, asked: Asked) => Reply; remote?: Partial<Remote>; store?: LocalStore; concurrency?: number } = {}) {
  server = await startModelServer(reply);
  const desk = aDesk(store, { getCall: async (_, id) => (UNKEPT.has(id) ? null : named(detailOf(numberOf(id)))), ...remote });
  const app = aScoringApp(desk, { url: server.url, mayRecord: async () => mayRecord }, { concurrency, timeoutSeconds: 5 });
  const start = (count: number, more: { judge?: 'model' | 'deterministic'; budget?: number | null } = {}) =>
    app.scoring.start(desk, { batchId: BATCH, name: 'november', source: { from: 'calls', callIds: callIds(count) }, judge: 'model', budget: null, ...more });
  const batch = async () => {
    const [one] = await app.scoring.all(desk);
    if (!one) throw new Error('There is no batch.');
    return one;
  };
  return { ...app, desk, store, start, batch, server };
}

describe('a batch', () => {
  it('scores every call once, with tokens and cost from the answers, and is done', async () => {
    const { start, batch, store, scoring, server: asked, heard } = await world();
    await start(30);
    await scoring.idle();
    const done = await batch();
    expect(done).toMatchObject({ state: 'done', total: 30, paid: 30, lostInFlight: 0, promptTokens: 36_000, completionTokens: 9000, mayCost: 0, judge: { kind: 'model', model: 'gpt-4o-mini' } });
    expect(done.counts.answered + done.counts.unscorable).toBe(30);
    expect(done.cost).toBeCloseTo(30 * 0.00036, 9);
    const runs = await runsIn(store);
    expect([...runs.keys()].toSorted()).toEqual(callIds(30));
    expect([...runs.values()].every((of) => of.length === 1)).toBe(true);
    expect(runs.get(callIdOf(3))?.[0]).toMatchObject({ judge: 'model-2', ai_model: 'gpt-4o-mini-2024-07-18', tokens_used: 1500, analysis_cost: 0.00036, rubric_version: 'default-1', model_parameters: { temperature: 0, seed: 7 }, raw_analysis: { answer: answerOf(3) } });
    expect(asked.asked).toHaveLength(30);
    expect(heard.at(-1)).toMatchObject({ state: 'done' });
  });

  it('asks no more at once than the person allows', async () => {
    let now = 0;
    let most = 0;
    const { start, scoring } = await world({
      concurrency: 3,
      reply: (_, asked) => {
        now += 1;
        most = Math.max(most, now);
        setTimeout(() => (now -= 1), 150);
        return { ...fair(asked), delayMs: 150 } as Reply;
      },
    });
    await start(20);
    await scoring.idle();
    expect(most).toBe(3);
  });

  it('follows another number of requests at once while it runs', async () => {
    let now = 0;
    let most = 0;
    const { start, scoring, judge, desk, server: asked } = await world({
      concurrency: 1,
      reply: (_, one) => {
        now += 1;
        most = Math.max(most, now);
        setTimeout(() => (now -= 1), 150);
        return { ...fair(one), delayMs: 150 } as Reply;
      },
    });
    await start(16);
    await vi.waitFor(() => expect(asked.asked.length).toBeGreaterThan(1), { timeout: 10_000 });
    expect(most).toBe(1);
    judge.save(desk, { concurrency: 4 });
    scoring.wake();
    await scoring.idle();
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('says of a call why it has no score, and asks no model about it', async () => {
    UNKEPT.add(callIdOf(1));
    const silent = { ...detailOf(0), turns: [] };
    const { start, batch, store, scoring, server: asked, desk } = await world({ remote: { getCall: async (_, id) => (id === callIdOf(0) ? silent : id === callIdOf(1) ? null : named(detailOf(2))) } });
    await start(3);
    await scoring.idle();
    UNKEPT.clear();
    expect((await batch()).counts).toMatchObject({ unscorable: 1, failed: 1, answered: 1 });
    const { items } = await desk.store.listBatchItems({ batchId: BATCH, states: ['unscorable', 'failed'], after: null, limit: 9 });
    expect(items.map(({ callId, code }) => [callId, code])).toEqual([[callIdOf(0), 'no_transcript'], [callIdOf(1), 'no_call']]);
    expect(asked.asked).toHaveLength(1);
    expect((await runsIn(store)).get(callIdOf(0))).toMatchObject([{ unscorable: 'no_transcript', tokens_used: null }]);
  });

  it('of a model without a price costs what nobody knows, and not nothing', async () => {
    const { start, batch, store, scoring, judge, desk } = await world();
    judge.save(desk, { prices: [], model: 'llama3' });
    await start(2);
    expect((await batch()).cost).toBe(0);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', paid: 2, cost: null, promptTokens: 2400 });
    expect((await runsIn(store)).get(callIdOf(0))?.[0]).toMatchObject({ analysis_cost: null, tokens_used: 1500 });
  });

  it('by the judge that counts asks nobody and costs nothing', async () => {
    const { start, batch, store, scoring, server: asked } = await world();
    await start(8, { judge: 'deterministic', budget: 1 });
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', cost: 0, paid: 0, budget: null });
    expect(asked.asked).toEqual([]);
    expect((await runsIn(store)).get(callIdOf(2))?.[0]).toMatchObject({ judge: 'deterministic-2', ai_model: null, model_parameters: null });
  });

  it('does not pay for what the workspace has: the same judge, rubric and words make the same run', async () => {
    const first = await world();
    await first.start(2);
    await first.scoring.idle();
    const done = (await runsIn(first.store)).get(callIdOf(0))?.[0];
    await first.server.close();
    const runs = [{ id: idOf(5), runKey: String(done?.['run_key']), judge: 'model-2', aiModel: 'gpt', rubricVersion: 'default-1', unscorable: null, qciTotalScore: 50, dynamicsScore: 10, objectionsScore: 10, brandScore: 10, outcomeScore: 20, status: 'fail' as const, loweredTo: null, outcomeTier: null, criteria: [], coachingTips: [], createdAt: '2026-11-30', createdByName: null, tokensUsed: 1, analysisCost: 0 }];
    const { start, batch, scoring, server: asked, store } = await world({ remote: { getCall: async (_, id) => named(detailOf(numberOf(id), id === callIdOf(0) ? { runs } : {})) } });
    await start(2);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', paid: 1, counts: { recorded: 1, answered: 1 } });
    expect([asked.asked.length, [...(await runsIn(store)).keys()]]).toEqual([1, [callIdOf(1)]]);
  });

  it('notes what it makes of a score that a call had, with what this person decided on top', async () => {
    const store = aStore();
    const scored = (n: number, over: object = {}) => named(detailOf(n, { assistantName: 'Nova', analysis: anAnalysis(POINTS, over) }));
    for (const n of [0, 1]) await store.saveDetail({ organizationId: ORG, call: scored(n), readAt: '2026-11-30T00:00:00Z' });
    const desk = aDesk(store, {});
    const scores = scoresHandlers({ desk: async () => desk, now: () => new Date(), newId: randomUUID, journaled: () => undefined });
    await scores['scores.override']({ callId: callIdOf(1), part: 'brand', value: 20, reason: 'policy', note: null, seen: { version: 1, values: {} } });
    const { start, batch, scoring } = await world({ store, remote: { getCall: async (_, id) => (numberOf(id) === 2 ? named(detailOf(2)) : null) } });
    await start(3, { judge: 'deterministic' });
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', again: true, bands: { pass: 80, review: 60 }, counts: { answered: 3 } });
    const { changes } = await store.listChanges({ batchId: BATCH, movement: 'all', adoptable: false, callIds: null, offset: 0, limit: 9 });
    const byCall = new Map(changes.map((one) => [one.callId, one]));
    expect([...byCall.keys()].toSorted()).toEqual(callIds(2));
    expect(byCall.get(callIdOf(0))).toMatchObject({ agent: 'Nova', standing: 'unsent', before: { total: 53, brand: 12 }, overridden: [] });
    expect(byCall.get(callIdOf(1))).toMatchObject({ before: { total: 61, brand: 20 }, after: { brand: 20 }, overridden: ['brand'], reviewed: true });
    expect(await scoring.adopt(desk, { batchId: BATCH, movement: 'all', callIds: null })).toBe(0);
    const { scoring: others } = aScoringApp(desk, { url: server?.url ?? '', mayRecord: async () => false });
    await expect(others.adopt(desk, { batchId: BATCH, movement: 'all', callIds: null })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(scoring.adopt(desk, { batchId: idOf(9), movement: 'all', callIds: null })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes the calls that another rubric scored from the workspace, as many as are wanted', async () => {
    const wanted: number[] = [];
    const { desk, scoring } = await world({ remote: { listOutdatedCalls: async (_, most) => (wanted.push(most), callIds(5).slice(0, most).map((id, n) => ({ id, durationSeconds: 40, hasTranscript: n > 0 }))) } });
    expect(await scoring.estimate(desk, { from: 'outdated', most: 4 }, 'model')).toMatchObject({ calls: 4, withoutTranscript: 1 });
    await scoring.start(desk, { batchId: BATCH, name: 'again', source: { from: 'outdated', most: 2 }, judge: 'deterministic', budget: null });
    await scoring.idle();
    expect([wanted, (await scoring.all(desk))[0]?.total]).toEqual([[4, 2], 2]);
  });

  it('reads a call that is kept here without asking the workspace', async () => {
    const store = aStore();
    await store.saveDetail({ organizationId: ORG, call: named(detailOf(0)), readAt: '2026-11-30T00:00:00Z' });
    const { start, batch, scoring } = await world({ store, remote: { getCall: async () => Promise.reject(new AppError('offline', 'no')) } });
    await start(1);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', counts: { answered: 1 } });
  });
});

describe('a batch stands still', () => {
  it('before its budget would be passed, and goes on with a larger one only by a new batch', async () => {
    const { start, batch, scoring, server: asked } = await world({ concurrency: 2 });
    // Each answer costs 0.00036; some 0.005 is set aside for a request.
    await start(40, { budget: 0.009 });
    await scoring.idle();
    const stopped = await batch();
    expect(stopped).toMatchObject({ state: 'paused', why: 'budget' });
    expect(stopped.cost).toBeLessThanOrEqual(0.009);
    expect(asked.asked.length).toBeGreaterThan(5);
    expect(asked.asked.length).toBeLessThan(30);
    expect(stopped.counts.waiting).toBe(40 - asked.asked.length);
  });

  it('only when the budget is spent, however many ask at once: what is set aside and not needed is there for the next', async () => {
    const { start, batch, scoring, server: asked } = await world({ concurrency: 8 });
    await start(40, { budget: 0.012 });
    await scoring.idle();
    const stopped = await batch();
    expect(stopped).toMatchObject({ state: 'paused', why: 'budget' });
    expect(stopped.cost).toBeLessThanOrEqual(0.012);
    // What is left is less than one more request could cost.
    expect(stopped.cost).toBeGreaterThan(0.012 - 0.0055);
    expect(asked.asked.length).toBeGreaterThan(15);
  });

  it('where the person chooses another server while it runs: nothing more of what was said goes to the first', async () => {
    const { start, batch, scoring, judge, desk, server: asked } = await world({ concurrency: 1, reply: (_, one) => ({ ...fair(one), delayMs: 60 }) as Reply });
    await start(12);
    await vi.waitFor(() => expect(asked.asked.length).toBeGreaterThan(1), { timeout: 10_000 });
    judge.save(desk, { baseUrl: 'http://127.0.0.1:9/v1' });
    scoring.wake();
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'paused', why: 'judge_changed' });
    expect(asked.asked.length).toBeLessThan(12);
  });

  it('where the price that its budget is counted with is taken away', async () => {
    const { start, batch, scoring, judge, desk, server: asked } = await world({ concurrency: 1, reply: (_, one) => ({ ...fair(one), delayMs: 60 }) as Reply });
    await start(12, { budget: 1 });
    await vi.waitFor(() => expect(asked.asked.length).toBeGreaterThan(1), { timeout: 10_000 });
    judge.save(desk, { prices: [] });
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'paused', why: 'no_price' });
    expect(asked.asked.length).toBeLessThan(12);
  });

  it('after three calls in a row of a server out of reach, though calls between them have nothing to be scored', async () => {
    const silent = (n: number) => (n % 2 === 1 ? { ...detailOf(n), turns: [] } : named(detailOf(n)));
    const { start, batch, scoring } = await world({ concurrency: 1, reply: () => ({ do: 'refuse', status: 400 }), remote: { getCall: async (_, id) => silent(numberOf(id)) } });
    await start(40);
    await scoring.idle();
    const { state, why, counts } = await batch();
    expect([state, why]).toEqual(['paused', 'request_refused']);
    expect(counts.failed).toBeLessThanOrEqual(4);
  });

  it.each([[401, 'key_refused'], [404, 'model_unknown']] as const)('at once where every call would meet the same: %i', async (status, why) => {
    const { start, batch, scoring, server: asked } = await world({ concurrency: 2, reply: () => ({ do: 'refuse', status }) });
    await start(20);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'paused', why, counts: { waiting: 20, failed: 0 } });
    expect(asked.asked.length).toBeLessThanOrEqual(4);
  });

  it('after three calls in a row that the server refuses for their form', async () => {
    const { start, batch, scoring, desk, server: asked } = await world({ concurrency: 1, reply: (n, one) => (n < 3 ? { do: 'refuse', status: 400 } : fair(one)) });
    await start(6);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'paused', why: 'request_refused', counts: { failed: 3 } });
    expect(asked.asked.length).toBeLessThanOrEqual(4);
    await scoring.resume(desk, BATCH);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', why: null, counts: { answered: 3, failed: 3 } });
    await scoring.retry(desk, BATCH);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', counts: { answered: 6, failed: 0 } });
  });

  it('when the workspace is out of reach, and goes on when it is back', async () => {
    let isThere = false;
    const { start, batch, scoring } = await world({ remote: { getCall: async (_, id) => (isThere ? named(detailOf(numberOf(id))) : Promise.reject(new AppError('offline', 'no'))) } });
    await start(5);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'paused', why: 'offline', counts: { waiting: 5 } });
    isThere = true;
    await scoring.reached();
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done' });
  });

  it('when the person pauses it: what is under way is waited for, nothing else is sent, and it goes on where it was', async () => {
    const { start, batch, scoring, desk, server: asked } = await world({ concurrency: 2, reply: (_, one) => ({ ...fair(one), delayMs: 60 }) as Reply });
    await start(12);
    await vi.waitFor(() => expect(asked.asked.length).toBeGreaterThan(1), { timeout: 10_000 });
    await scoring.pause(desk, BATCH);
    const sent = asked.asked.length;
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'paused', why: 'person', counts: { answered: sent, waiting: 12 - sent }, paid: sent });
    expect(asked.asked).toHaveLength(sent);
    await scoring.resume(desk, BATCH);
    await scoring.idle();
    expect(await batch()).toMatchObject({ state: 'done', paid: 12 });
    expect(asked.asked).toHaveLength(12);
  });

  it('for good when it is cancelled, and can be forgotten', async () => {
    const { start, batch, scoring, desk, store, server: asked } = await world({ concurrency: 2, reply: (_, one) => ({ ...fair(one), delayMs: 60 }) as Reply });
    await start(12);
    await vi.waitFor(() => expect(asked.asked.length).toBeGreaterThan(1), { timeout: 10_000 });
    await scoring.cancel(desk, BATCH);
    await scoring.resume(desk, BATCH);
    await scoring.idle();
    const { state, counts } = await batch();
    expect([state, counts.waiting > 0]).toEqual(['cancelled', true]);
    await scoring.remove(desk, BATCH);
    expect(await scoring.all(desk)).toEqual([]);
    expect((await runsIn(store)).size).toBe(counts.answered);
    await expect(scoring.pause(desk, BATCH)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a batch is begun', () => {
  it('over all that a filter finds, page by page', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => aRow(n, { hasTranscript: n % 10 !== 0, durationSeconds: 60 }));
    const listCalls: Remote['listCalls'] = async (_, { cursor, limit }) => {
      const from = cursor === null ? 0 : Number(cursor['at']);
      const page = rows.slice(from, from + limit);
      return { rows: page, next: from + limit < rows.length ? { at: from + limit } : null };
    };
    const { scoring, desk } = await world({ remote: { listCalls } });
    expect(await scoring.estimate(desk, { from: 'filter', filter: {}, most: 10_000 }, 'model')).toMatchObject({ calls: 450, withoutTranscript: 45, concurrency: 4, cost: expect.any(Number) as unknown });
    expect(await scoring.estimate(desk, { from: 'filter', filter: {}, most: 250 }, 'deterministic')).toMatchObject({ calls: 250, cost: 0 });
  });

  it('not where there is nothing, no price for a budget, or no key', async () => {
    const { scoring, desk, judge } = await world({ remote: { listCalls: async () => ({ rows: [], next: null }) } });
    const order = { batchId: BATCH, name: 'x', source: { from: 'calls', callIds: callIds(1) }, judge: 'model', budget: null } as const;
    await expect(scoring.start(desk, { ...order, source: { from: 'filter', filter: {}, most: 5 } })).rejects.toMatchObject({ code: 'not_found' });
    judge.save(desk, { model: 'llama3' });
    await expect(scoring.start(desk, { ...order, budget: 5 })).rejects.toMatchObject({ code: 'bad_request', details: { reason: 'no_price' } });
    judge.save(desk, { baseUrl: 'https://api.openai.com/v1' });
    await expect(scoring.start(desk, order)).rejects.toMatchObject({ code: 'bad_request', details: { reason: 'no_key' } });
    expect(await scoring.all(desk)).toEqual([]);
  });

  it('not by whom the workspace takes no runs', async () => {
    const { start, scoring, desk, server: asked } = await world({ mayRecord: false });
    await expect(start(1)).rejects.toMatchObject({ code: 'forbidden' });
    expect([await scoring.all(desk), asked.asked]).toEqual([[], []]);
  });
});

describe('the store’s process', () => {
  it('dies while calls are scored: the batch goes on by itself when it is back, and nothing is scored twice', async () => {
    const inner = aStore();
    let isDead = false;
    const dying = Object.fromEntries(Object.entries(inner).map(([op, ask]) => [op, async (payload: never) => (isDead ? Promise.reject(new AppError('store_unavailable', 'gone')) : (ask as (payload: never) => Promise<unknown>)(payload))])) as unknown as LocalStore;
    const { start, batch, scoring, server: asked, logged } = await world({ store: dying, concurrency: 2, reply: (_, one) => ({ ...fair(one), delayMs: 40 }) as Reply });
    await start(8);
    await vi.waitFor(() => expect(asked.asked.length).toBeGreaterThan(2), { timeout: 10_000 });
    isDead = true;
    await vi.waitFor(() => expect(logged.join()).toContain('scoring.stopped'), { timeout: 10_000 });
    isDead = false;
    scoring.wake();
    await scoring.idle();
    const { state, counts, lostInFlight } = await batch();
    expect([state, counts.answered]).toEqual(['done', 8]);
    expect(lostInFlight).toBeLessThanOrEqual(2);
    expect((await runsIn(inner)).size).toBe(8);
    expect([...(await runsIn(inner)).values()].every((of) => of.length === 1)).toBe(true);
  });
});
