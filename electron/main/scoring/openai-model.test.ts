import { afterEach, describe, expect, it } from 'vitest';
import { goldenTurns } from '../../../core/qci/golden/golden-turns.ts';
import { goldenCalls, rubricOf } from '../../../core/qci/golden/measure-judge.ts';
import { costOf, KNOWN_PRICES } from '../../../core/qci/model/prices.ts';
import { MOST_ANSWER_TOKENS } from '../../../core/qci/model/prompt-text.ts';
import { scoreWithModel } from '../../../core/qci/model/score-with-model.ts';
import { fairAnswer } from '../../../core/qci/model/testing/fair-model.ts';
import { seededRandom } from '../../../core/qci/seeded-random.ts';
import { openAiModel, type ModelAccess } from './openai-model.ts';
import { startModelServer, type ModelServer, type Reply } from './testing/model-server.ts';

const [call] = goldenCalls();
if (!call) throw new Error('no golden call');
const turns = goldenTurns(call);
const GOOD: Reply = { do: 'answer', text: fairAnswer(call, turns, seededRandom(3)) };
const KEY = 'sk-test-not-a-key';

let server: ModelServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** Scores the call against a server that does these things one after the other, and the last for ever. */
async function score(replies: readonly Reply[], { access = {}, signal = new AbortController().signal }: { access?: Partial<ModelAccess>; signal?: AbortSignal } = {}) {
  server = await startModelServer((n) => replies[Math.min(n, replies.length - 1)] ?? GOOD);
  const waits: number[] = [];
  const kept: string[] = [];
  const model = openAiModel({ baseUrl: server.url, key: KEY, model: 'gpt-4o-mini', temperature: 0, seed: 7, timeoutMs: 400, ...access });
  let nonces = 0;
  const result = await scoreWithModel(
    turns,
    rubricOf(call as NonNullable<typeof call>),
    {
      model,
      wait: async (ms) => void waits.push(ms),
      random01: () => 0.5,
      nonce: () => `nonce${(nonces += 1)}${'x'.repeat(16)}`,
      keep: async ({ text }) => void kept.push(text),
    },
    signal,
  );
  return { result, waits, kept, server };
}

describe('a model that answers', () => {
  it('scores the call: key and schema are sent, usage and cost come from the answer', async () => {
    const { result, waits, kept, server: asked } = await score([GOOD]);
    expect(result).toMatchObject({ ok: true, model: 'gpt-4o-mini-2024-07-18', usage: { promptTokens: 1200, completionTokens: 300 }, paid: 1 });
    expect(result.usage && costOf(result.usage, 'gpt-4o-mini-2024-07-18', KNOWN_PRICES)).toBe(0.00036);
    expect(waits).toEqual([]);
    expect(kept).toHaveLength(1);
    expect(asked.asked[0]).toMatchObject({ path: '/v1/chat/completions', authorization: `Bearer ${KEY}`, body: { model: 'gpt-4o-mini', response_format: { type: 'json_schema', json_schema: { strict: true } } } });
    expect(asked.asked[0]?.body.messages[1]?.content).toContain(turns[0]?.text.slice(0, 30));
  });

  it.each([
    ['seconds', { 'retry-after': '3' }, 3500],
    ['milliseconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 750],
    ['nothing', {}, 500],
  ])('is asked again after 429 when it says so in %s', async (_, headers, ms) => {
    const { result, waits } = await score([{ do: 'refuse', status: 429, headers }, GOOD]);
    expect(result).toMatchObject({ ok: true, paid: 1 });
    expect(waits).toEqual([ms]);
  });

  it('is asked again after a 500, a cut, a timeout and a page of the network, each time in a quotation of its own', async () => {
    const { result, waits, server: asked } = await score([{ do: 'refuse', status: 500 }, { do: 'cut', after: 60 }, { do: 'hang' }, { do: 'page' }, GOOD]);
    expect(result).toMatchObject({ ok: true, paid: 1 });
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    const ends = asked.asked.map(({ body }) => /END (\S+)$/.exec(body.messages[1]?.content ?? '')?.[1]);
    expect(new Set(ends).size).toBe(asked.asked.length);
  });

  it('is asked once more for an answer that cannot be read, and no further; each was paid for and is kept', async () => {
    const broken: Reply = { do: 'answer', text: '{"criteria":' };
    const mended = await score([broken, GOOD]);
    expect(mended.result).toMatchObject({ ok: true, paid: 2, usage: { promptTokens: 2400 } });
    await mended.server.close();
    const never = await score([broken, { do: 'answer', text: '{}' }, GOOD]);
    expect(never.result).toMatchObject({ ok: false, why: 'unreadable', paid: 2 });
    expect(never.kept).toHaveLength(2);
    expect(never.server.asked).toHaveLength(2);
  });

  it.each([
    ['in parts', { choices: [{ message: { content: [{ type: 'text', text: '{"a":' }, { type: 'text', text: '1}' }] } }], model: 'm' }, '{"a":1}', 'm'],
    ['in numbers', { choices: [{ message: { content: 7 } }], model: 7 }, '', 'gpt-4o-mini'],
    ['with a refusal', { choices: [{ message: { content: null, refusal: 'I cannot.' }, finish_reason: 'stop' }] }, '', 'gpt-4o-mini'],
    ['with no choice', { choices: [], usage: { prompt_tokens: '12', completion_tokens: -1 } }, '', 'gpt-4o-mini'],
    ['as a list', [1, 2], '', 'gpt-4o-mini'],
  ])('that answers %s has said what can be read of it', async (_, body, text, model) => {
    server = await startModelServer(() => ({ do: 'say', body }));
    expect(await openAiModel({ baseUrl: server.url, key: KEY, model: 'gpt-4o-mini', temperature: 0, seed: 7, timeoutMs: 4000 }).ask({ system: 's', user: 'u' }, new AbortController().signal)).toEqual({ type: 'answered', text, model, usage: null });
  });

  it('that never ends is kept as far as it says that it is too long', async () => {
    const { result, kept } = await score([{ do: 'answer', text: 'x'.repeat(3_000_000) }], { access: { timeoutMs: 4000 } });
    expect(result).toMatchObject({ ok: false, why: 'unreadable', paid: 2 });
    expect(kept.map((text) => text.length)).toEqual([200_001, 200_001]);
  });

  it('is told how long an answer may be, because that much is set aside for it', async () => {
    const { server: asked } = await score([GOOD]);
    expect(asked.asked[0]?.body).toMatchObject({ max_completion_tokens: MOST_ANSWER_TOKENS });
  });

  it('may say next to nothing without a crash', async () => {
    const { result } = await score([{ do: 'answer', text: '', bare: true }]);
    expect(result).toMatchObject({ ok: false, why: 'unreadable', usage: null });
  });
});

describe('a server that does not take it', () => {
  it.each([
    [401, 'key_refused'],
    [403, 'key_refused'],
    [404, 'model_unknown'],
    [400, 'request_refused'],
  ])('with %i is not asked again', async (status, why) => {
    const { result, server: asked } = await score([{ do: 'refuse', status }]);
    expect(result).toMatchObject({ ok: false, why, paid: 0 });
    expect(asked.asked).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain(KEY);
  });

  it.each([301, 302, 307, 308])('but sends it elsewhere with %i is not followed: neither the key nor what was said goes to another address', async (status) => {
    const other = await startModelServer(() => GOOD);
    const { result, server: asked } = await score([{ do: 'refuse', status, headers: { location: `${other.url}/chat/completions` } }]);
    const reached = other.asked.length;
    await other.close();
    expect(result).toMatchObject({ ok: false, why: 'request_refused', paid: 0 });
    expect([reached, asked.asked.length]).toEqual([0, 1]);
  });

  it('with too many requests for ever is given up after six, and where it asks for an hour at once', async () => {
    const { result, waits } = await score([{ do: 'refuse', status: 429, headers: { 'retry-after': '1' } }]);
    expect(result).toMatchObject({ ok: false, why: 'busy' });
    expect(waits).toHaveLength(5);
    await server?.close();
    expect((await score([{ do: 'refuse', status: 429, headers: { 'retry-after': '3600' } }])).waits).toEqual([]);
  });

  it('is given up where nothing answers, and where the person cancels', async () => {
    expect((await score([GOOD], { access: { baseUrl: 'http://127.0.0.1:9/v1' } })).result).toMatchObject({ ok: false, why: 'unreachable' });
    await server?.close();
    const controller = new AbortController();
    const running = score([{ do: 'hang' }], { signal: controller.signal, access: { timeoutMs: 20_000 } });
    setTimeout(() => controller.abort(), 100);
    expect((await running).result).toMatchObject({ ok: false, why: 'aborted', paid: 0 });
  });
});
