import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnsweringServer {
  readonly url: string;
  /** Method, path and query of each request, in order. */
  readonly asked: string[];
  /** Headers of the last request to a path. */
  headersOf(path: string): IncomingMessage['headers'] | undefined;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Milliseconds that it takes. */
  readonly afterMs?: number;
  /** Instead of an answer: cut the connection, before it or within it, or say nothing. */
  readonly instead?: 'reset' | 'break' | 'hang';
}

/** A real HTTP server on loopback that answers as told, for faults that no workspace makes by itself. */
export async function answeringServer(answer: (path: string, request: IncomingMessage) => Answer): Promise<AnsweringServer> {
  const asked: string[] = [];
  const headers = new Map<string, IncomingMessage['headers']>();
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method ?? ''} ${path}`);
    headers.set(path, request.headers);
    request.resume().on('end', () => {
      const said = answer(path, request);
      setTimeout(() => write(response, said), said.afterMs ?? 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headersOf: (path) => headers.get(path),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function write(response: ServerResponse, { status = 200, type = 'application/json', headers, body, instead }: Answer): void {
  if (instead === 'hang') return;
  if (instead === 'reset') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': type, ...headers });
  if (instead === 'break') {
    response.write('{"', () => response.socket?.destroy());
    return;
  }
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

/** Tokens kept in memory, as supabase-js wants its storage. */
export function memoryStorage(kept = new Map<string, string>()) {
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
