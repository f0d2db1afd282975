import { afterEach, describe, expect, it, vi } from 'vitest';
import { scoringRoutes } from '../../../../core/contract/routes/scoring.ts';
import { callIdOf, idOf } from '../../../store/testing.ts';
import { startModelServer, type ModelServer } from '../../scoring/testing/model-server.ts';
import { answerOf, aScoringApp, callIds, detailOf, named, numberOf } from '../../scoring/testing/scoring-desk.ts';
import { asked } from '../testing/ask.ts';
import { scoringHandlers } from './scoring.ts';
import { aDesk, aStore } from './testing/call-desk.ts';

const BATCH = idOf(1);
const KEY = 'sk-canary-0123456789';

describe('scoring, as the page asks for it', () => {
  let server: ModelServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });

  const aPage = async () => {
    server = await startModelServer(() => ({ do: 'answer', text: answerOf(0) }));
    const desk = aDesk(aStore(), { getCall: async (_, id) => (id === callIdOf(1) ? null : named(detailOf(numberOf(id)))) });
    const app = aScoringApp(desk, { url: server.url });
    return { ...app, ...asked(scoringRoutes, scoringHandlers({ desk: async () => desk, scoring: app.scoring, judge: app.judge })), desk };
  };

  it('a batch is estimated, started, listed with what failed and why, and forgotten', async () => {
    const { ask, scoring } = await aPage();
    const source = { from: 'calls', callIds: callIds(3) } as const;
    expect(await ask('scoring.estimate', { source, judge: 'model' })).toMatchObject({ ok: true, value: { calls: 3, withoutTranscript: 0, concurrency: 8 } });
    expect(await ask('scoring.start', { batchId: BATCH, name: 'november', source, judge: 'model', budget: 1 })).toMatchObject({ ok: true, value: { batches: [{ batchId: BATCH, state: 'running', total: 3, budget: 1 }] } });
    await scoring.idle();
    expect(await ask('scoring.list', {})).toMatchObject({ ok: true, value: { batches: [{ state: 'done', why: null, concurrency: null, counts: { answered: 2, failed: 1 } }] } });
    expect(await ask('scoring.items', { batchId: BATCH, states: ['failed'], after: null, limit: 1 })).toEqual({ ok: true, value: { items: [{ callId: callIdOf(1), position: 1, state: 'failed', code: 'no_call', asked: 0, paid: 0, cost: 0 }], next: 1 } });
    expect(await ask('scoring.items', { batchId: BATCH, states: ['failed'], after: 1, limit: 1 })).toEqual({ ok: true, value: { items: [], next: null } });
    expect(await ask('scoring.difference', { batchId: BATCH })).toMatchObject({ ok: true, value: { counts: { all: 0 }, mean: { total: null } } });
    expect(await ask('scoring.changes', { batchId: BATCH, movement: 'review-pass', offset: 0, limit: 20 })).toEqual({ ok: true, value: { changes: [], total: 0, adoptable: 0 } });
    expect(await ask('scoring.adopt', { batchId: BATCH, movement: 'held', callIds: null })).toEqual({ ok: true, value: { adopted: 0 } });
    for (const name of ['scoring.pause', 'scoring.resume', 'scoring.retry', 'scoring.cancel'] as const) expect(await ask(name, { batchId: BATCH })).toMatchObject({ ok: true });
    expect(await ask('scoring.remove', { batchId: BATCH })).toEqual({ ok: true, value: { batches: [] } });
    expect(await ask('scoring.pause', { batchId: BATCH })).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('a key goes in and never comes out again', async () => {
    const { ask, crossed, logged, scoring } = await aPage();
    expect(await ask('scoring.setKey', { key: KEY })).toMatchObject({ ok: true, value: { key: { kept: 'memory', last4: '6789' } } });
    await ask('scoring.judge', {});
    await ask('scoring.saveJudge', { concurrency: 2 });
    await ask('scoring.saveJudge', { baseUrl: 'http://evil.example/v1' });
    await ask('scoring.setKey', { key: `${KEY}${'x'.repeat(500)}` });
    await ask('scoring.start', { batchId: BATCH, name: 'n', source: { from: 'calls', callIds: callIds(1) }, judge: 'model', budget: null });
    await scoring.idle();
    expect(server?.asked[0]?.authorization).toBe(`Bearer ${KEY}`);
    expect(crossed() + logged.join()).not.toContain('canary');
  });

  it('what runs hears of another key and of other settings', async () => {
    const { ask, scoring } = await aPage();
    const wake = vi.spyOn(scoring, 'wake');
    await ask('scoring.setKey', { key: null });
    await ask('scoring.saveJudge', { concurrency: 2 });
    expect(wake).toHaveBeenCalledTimes(2);
    await scoring.idle();
  });

  it.each([
    ['scoring.start', { batchId: BATCH, name: ' ', source: { from: 'calls', callIds: callIds(1) }, judge: 'model', budget: null }],
    ['scoring.start', { batchId: BATCH, name: 'n', source: { from: 'calls', callIds: [] }, judge: 'model', budget: null }],
    ['scoring.start', { batchId: BATCH, name: 'n', source: { from: 'filter', filter: {}, most: 10_001 }, judge: 'model', budget: null }],
    ['scoring.start', { batchId: BATCH, name: 'n', source: { from: 'calls', callIds: callIds(1) }, judge: 'model', budget: -1 }],
    ['scoring.start', { batchId: BATCH, name: 'n', source: { from: 'outdated', most: 10_001 }, judge: 'model', budget: null }],
    ['scoring.changes', { batchId: BATCH, movement: 'pass-pass', offset: 0, limit: 20 }],
    ['scoring.adopt', { batchId: BATCH, movement: 'held', callIds: [] }],
    ['scoring.saveJudge', { key: KEY }],
    ['scoring.saveJudge', { concurrency: 1000 }],
    ['scoring.setKey', { key: 'short' }],
    ['scoring.setKey', { key: 'sk-тест-0123456789' }],
    ['scoring.setKey', { key: 'sk-test 0123456789' }],
  ] as const)('%s with %j is refused at the door', async (name, input) => {
    const { ask } = await aPage();
    expect(await ask(name, input as never)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });
});
