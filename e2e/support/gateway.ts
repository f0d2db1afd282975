import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a question: it goes through, waits until the next word, or is answered here. */
type Way = 'through' | 'hold' | { readonly status: number; readonly body: Record<string, unknown> };

/** A server between the app and a workspace, with a say in each question of the workspace's RPCs. */
export interface Gateway {
  readonly url: string;
  /** From now on, for the questions that wait as well. */
  set(rpc: string, way: Way): void;
  /** What the workspace's bucket holds from now on: the embedded server has no storage of its own. */
  keepInBucket(name: string, file: string): void;
  /** Out of reach, as a network that is gone: every connection is cut and none is taken. Or within it again. */
  reach(isReachable: boolean): void;
  close(): Promise<void>;
}

/** Opens one in front of a workspace; everything goes through until it is told otherwise. */
export async function openGateway(workspace: { url: string }): Promise<Gateway> {
  const ways = new Map<string, Way>();
  const bucket = new Map<string, string>();
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
  const fromBucket = (name: string, { method }: IncomingMessage, answer: ServerResponse): void => {
    const file = bucket.get(name);
    if (file === undefined) answer.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ statusCode: '404', error: 'not_found', message: 'Object not found' }));
    else if (method === 'POST') answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ signedURL: `/object/sign/recordings/${name}?token=t` }));
    else answer.writeHead(200, { 'content-type': 'audio/mpeg' }).end(readFileSync(file));
  };
  let isReachable = true;
  const handle = (question: IncomingMessage, answer: ServerResponse): void => {
    if (!isReachable) return void question.socket.destroy();
    const stored = /^\/storage\/v1\/object\/sign\/recordings\/([^?]+)/.exec(question.url ?? '')?.[1];
    if (stored !== undefined) return fromBucket(stored, question, answer);
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
    keepInBucket: (name, file) => void bucket.set(name, file),
    reach: (now) => {
      isReachable = now;
      if (!now) server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
