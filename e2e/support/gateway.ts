import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a question: it goes through, waits until the next word, or is answered here. */
type Way = 'through' | 'hold' | { readonly status: number; readonly body: Record<string, unknown> };

/** A server between the app and a workspace, with a say in each question of the workspace's RPCs. */
export interface Gateway {
  readonly url: string;
  /** From now on, for the questions that wait as well. */
  set(rpc: string, way: Way): void;
  close(): Promise<void>;
}

/** Opens one in front of a workspace; everything goes through until it is told otherwise. */
export async function openGateway(workspace: { url: string }): Promise<Gateway> {
  const ways = new Map<string, Way>();
  const waiting = new Map<string, Array<() => void>>();
  const pass = (question: IncomingMessage, answer: ServerResponse): void => {
    const { method, headers } = question;
    const onwards = request(new URL(question.url ?? '/', workspace.url), { method, headers: { ...headers, host: new URL(workspace.url).host } }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onwards.on('error', () => answer.destroy());
    question.pipe(onwards);
  };
  const handle = (question: IncomingMessage, answer: ServerResponse): void => {
    const rpc = question.url?.match(/\/rpc\/(\w+)/)?.[1] ?? '';
    const way = ways.get(rpc) ?? 'through';
    if (way === 'through') pass(question, answer);
    else if (way === 'hold') waiting.set(rpc, [...(waiting.get(rpc) ?? []), () => handle(question, answer)]);
    else answer.writeHead(way.status, { 'content-type': 'application/json' }).end(JSON.stringify(way.body));
  };
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (rpc, way) => {
      ways.set(rpc, way);
      const released = waiting.get(rpc) ?? [];
      waiting.delete(rpc);
      for (const again of released) again();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
