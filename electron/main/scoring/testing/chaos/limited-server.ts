import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf, namedIn, numberOf } from '../scoring-desk.ts';

/** How a server of a model behaves. Shares are of the requests that it takes. */
export interface ServerLimits {
  /** Requests at once; one more is told 429. */
  readonly allowed: number;
  readonly leastMs: number;
  readonly mostMs: number;
  /** 429 for no reason that the client could know. */
  readonly refusedShare: number;
  /** A connection that is cut in the middle of the answer. */
  readonly cutShare: number;
  readonly retryAfterMs: number;
}

/** `paid`: answers that were finished, whether or not anybody was still there to hear them. `servedMs`: what it was busy, all requests together. */
export interface ServerTally {
  asked: number;
  paid: number;
  refused: number;
  cut: number;
  servedMs: number;
  busiest: number;
  /** Answers by call. */
  readonly paidFor: Map<string, number>;
}

/** A server that speaks as much of OpenAI's chat completions as the app asks for, with limits and a script of accidents. */
export async function startLimitedServer(limits: ServerLimits, random: () => number): Promise<{ url: string; tally: ServerTally; answered: (hear: () => void) => void; close: () => Promise<void> }> {
  const tally: ServerTally = { asked: 0, paid: 0, refused: 0, cut: 0, servedMs: 0, busiest: 0, paidFor: new Map() };
  let busy = 0;
  let hear: () => void = () => undefined;

  const refuse = (response: ServerResponse): void => {
    tally.refused += 1;
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after-ms': String(limits.retryAfterMs) }).end('{"error":{"message":"Too many requests."}}');
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const prompt = await bodyOf(request);
    tally.asked += 1;
    if (busy >= limits.allowed || random() < limits.refusedShare) return refuse(response);
    busy += 1;
    tally.busiest = Math.max(tally.busiest, busy);
    const isCut = random() < limits.cutShare;
    const ms = limits.leastMs + random() * (limits.mostMs - limits.leastMs);
    const begun = performance.now();
    await new Promise((resolve) => setTimeout(resolve, isCut ? ms / 2 : ms));
    tally.servedMs += performance.now() - begun;
    busy -= 1;
    const callId = namedIn(prompt) ?? 'nobody';
    const body = completion(answerOf(numberOf(callId)));
    if (isCut) {
      tally.cut += 1;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) });
      response.write(body.slice(0, 200), () => response.destroy());
      return;
    }
    tally.paid += 1;
    tally.paidFor.set(callId, (tally.paidFor.get(callId) ?? 0) + 1);
    if (!response.destroyed) response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    hear();
  };

  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    tally,
    answered: (listener) => {
      hear = listener;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const completion = (content: string): string =>
  JSON.stringify({
    id: 'chatcmpl-chaos', object: 'chat.completion', created: 1, model: 'gpt-4o-mini-2024-07-18',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }], usage: { prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 },
  });
