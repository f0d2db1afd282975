import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request got: which key, which body. */
export interface Asked {
  readonly authorization: string | undefined;
  readonly path: string | undefined;
  readonly body: { model: string; messages: { role: string; content: string }[]; response_format?: unknown };
}

/** What the server does with its next request. */
export type Reply =
  | { readonly do: 'answer'; readonly text: string; readonly delayMs?: number; readonly finish?: string; readonly bare?: true }
  | { readonly do: 'refuse'; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly do: 'cut'; readonly after: number }
  | { readonly do: 'hang' }
  | { readonly do: 'page' }
  | { readonly do: 'say'; readonly body: unknown };

/** A server that speaks as much of OpenAI's chat completions as the app asks for, on loopback, and does what it is told. */
export interface ModelServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Answers that were sent whole: what a customer would have paid for. */
  readonly paid: number;
  close(): Promise<void>;
}

/** Starts one; `reply` says what becomes of the request with this number, from 0. */
export async function startModelServer(reply: (n: number, asked: Asked) => Reply): Promise<ModelServer> {
  const asked: Asked[] = [];
  const state = { paid: 0 };
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const one: Asked = { authorization: request.headers.authorization, path: request.url, body: JSON.parse(await bodyOf(request)) as Asked['body'] };
      asked.push(one);
      await act(reply(asked.length - 1, one), one, response, state);
    };
    void take();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    get paid() {
      return state.paid;
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

async function act(reply: Reply, { body }: Asked, response: ServerResponse, state: { paid: number }): Promise<void> {
  switch (reply.do) {
    case 'hang':
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the network</html>');
      return;
    case 'say':
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
      return;
    case 'refuse':
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(JSON.stringify({ error: { message: `no, ${reply.status}`, type: 'test' } }));
      return;
    case 'cut': {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write(completion(body.model, 'x'.repeat(4000), 'stop').slice(0, reply.after), () => response.destroy());
      return;
    }
    case 'answer': {
      if (reply.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
      if (response.destroyed) return;
      state.paid += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(reply.bare ? '{}' : completion(body.model, reply.text, reply.finish ?? 'stop'));
    }
  }
}

const completion = (model: string, content: string, finish: string): string =>
  JSON.stringify({
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 1,
    model: `${model}-2024-07-18`,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage: { prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 },
  });
