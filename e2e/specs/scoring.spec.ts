import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Batch, JudgeSettings } from '../../core/contract/routes/scoring.ts';
import type { CallDetail } from '../../core/calls/call-detail.ts';
import { expect, signInAs, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { readableIn } from '../support/canaries.ts';

const KEY = 'sk-canary-5d1c0ring0key0WXYZ';
const BATCH = '0b0e7a52-0000-4000-8000-0000000000e2';
const FROM = { from: 'filter', filter: { hasTranscript: true }, most: 12 } as const;

/** What a cautious model says of any call: few points, nothing cited. */
const opinion = { score: 2, reason: 'Little was said.', evidence: [] };
const answer = {
  criteria: { flow: opinion, engagement: opinion, recognition: opinion, compliance: opinion, alternatives: opinion, tone: opinion, outcome: opinion },
  tier: 'nothing', coaching_tips: ['Ask about the day first.'], key_moments: [],
};

/** A server that speaks as much of OpenAI's chat completions as the app asks for, and is too busy once. */
async function startModel() {
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization);
    request.resume().on('end', () => {
      if (keys.length === 3) return response.writeHead(429, { 'content-type': 'application/json', 'retry-after-ms': '50' }).end('{"error":{"message":"busy"}}');
      const body = { id: 'x', object: 'chat.completion', created: 1, model: 'gpt-4o-mini-2024-07-18', choices: [{ index: 0, message: { role: 'assistant', content: JSON.stringify(answer) }, finish_reason: 'stop' }], usage: { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 } };
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, keys, close: () => server.closeAllConnections() };
}

test('calls that a filter finds are scored by a model, and the runs are in the workspace; the key stays in main, sealed', async ({ start }) => {
  const model = await startModel();
  const first = await start();
  await signInAs(first.page, 'admin');
  await askMain(first.page, 'scoring.saveJudge', { baseUrl: model.url, concurrency: 3 });
  expect((await askMain<JudgeSettings>(first.page, 'scoring.setKey', { key: KEY })).key).toEqual({ kept: 'sealed', last4: 'WXYZ' });
  expect(await askMain(first.page, 'scoring.estimate', { source: FROM, judge: 'model' })).toMatchObject({ calls: 12, withoutTranscript: 0, concurrency: 3 });

  await askMain(first.page, 'scoring.start', { batchId: BATCH, name: 'of November', source: FROM, judge: 'model', budget: 1 });
  const batch = async () => (await askMain<{ batches: Batch[] }>(first.page, 'scoring.list')).batches[0];
  await expect.poll(async () => (await batch())?.state, { timeout: 60_000 }).toBe('done');
  await expect.poll(async () => (await batch())?.counts.answered, { timeout: 60_000 }).toBe(0);
  const done = await batch();
  expect(done?.counts.failed).toBe(0);
  expect((done?.counts.recorded ?? 0) + (done?.counts.unscorable ?? 0)).toBe(12);
  expect(done?.paid).toBe(done?.counts.recorded);
  expect(done?.cost).toBeCloseTo((done?.paid ?? 0) * 0.00027, 6);
  expect(new Set(model.keys)).toEqual(new Set([`Bearer ${KEY}`]));

  const { items } = await askMain<{ items: { callId: string }[] }>(first.page, 'scoring.items', { batchId: BATCH, states: ['recorded'], after: null, limit: 1 });
  const { call } = await askMain<{ call: CallDetail }>(first.page, 'calls.get', { callId: items[0]?.callId });
  expect(call.runs).toContainEqual(expect.objectContaining({ judge: 'model-2', aiModel: 'gpt-4o-mini-2024-07-18', tokensUsed: 1200 }));

  await first.app.close();
  expect(readableIn(first.userData, { all: [KEY], next: () => KEY })).toEqual([]);
  const next = await start({ userData: first.userData });
  await next.page.getByTestId('call-row').first().waitFor();
  expect((await askMain<JudgeSettings>(next.page, 'scoring.judge')).key).toEqual({ kept: 'sealed', last4: 'WXYZ' });
  expect((await askMain<{ batches: Batch[] }>(next.page, 'scoring.list')).batches).toMatchObject([{ state: 'done', name: 'of November' }]);
  // The same again is known by its runs, and costs nothing.
  const asked = model.keys.length;
  const again = BATCH.replace('e2', 'e3');
  await askMain(next.page, 'scoring.start', { batchId: again, name: 'once more', source: FROM, judge: 'model', budget: null });
  await expect.poll(async () => (await askMain<{ batches: Batch[] }>(next.page, 'scoring.list')).batches.find(({ batchId }) => batchId === again)?.state, { timeout: 60_000 }).toBe('done');
  expect(model.keys.length).toBe(asked);
  model.close();
});
