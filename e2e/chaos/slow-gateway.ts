import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The writes that moments make. */
const WRITES = new Set(['mark_moment', 'change_moment', 'comment_moment']);

export interface SlowGateway {
  readonly url: string;
  /** Out of reach, or within it. */
  reach(isReachable: boolean): void;
  /** Writes that arrived and whose answer has not left. */
  readonly underWay: () => number;
  /** Settles with the next write that arrives. */
  nextWrite(): Promise<void>;
  close(): Promise<void>;
}

interface Waits {
  /** Milliseconds before a write is handed on, and before its answer is. */
  readonly before: () => number;
  readonly after: () => number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function bodyOf(question: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of question) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** As a client sends that knows no operation ids: each sending is a new one, of a new moment. */
function forgetful(body: Buffer): Buffer {
  const asked = JSON.parse(body.toString('utf8')) as { p_op_id: string; p_patch: Record<string, unknown> };
  return Buffer.from(JSON.stringify({ ...asked, p_op_id: randomUUID(), p_patch: { ...asked.p_patch, moment_id: randomUUID() } }));
}

/** A server between the app and a workspace on a slow line, that can be cut. With `naive` it sends writes without their ids. */
export async function openSlowGateway(workspace: string, { before, after }: Waits, naive: boolean): Promise<SlowGateway> {
  let isReachable = true;
  let underWay = 0;
  let arrived: () => void = () => undefined;
  const handOn = async (question: IncomingMessage, body: Buffer): Promise<{ status: number; headers: Headers; body: Buffer }> => {
    const headers = new Headers(Object.entries(question.headers).flatMap(([name, value]) => (typeof value === 'string' && !/^(host|content-length|connection|transfer-encoding)$/.test(name) ? [[name, value]] : [])) as [string, string][]);
    const method = question.method ?? 'GET';
    const response = await fetch(new URL(question.url ?? '/', workspace), { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }) });
    return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
  };
  const reply = (answer: ServerResponse, { status, headers, body }: Awaited<ReturnType<typeof handOn>>): void => {
    const kept = [...headers].filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|connection)$/.test(name));
    answer.writeHead(status, Object.fromEntries(kept)).end(body);
  };
  const handle = async (question: IncomingMessage, answer: ServerResponse): Promise<void> => {
    if (!isReachable) return void question.socket.destroy();
    const isWrite = WRITES.has(/\/rpc\/(\w+)/.exec(question.url ?? '')?.[1] ?? '');
    const body = await bodyOf(question);
    if (!isWrite) return reply(answer, await handOn(question, body));
    underWay += 1;
    arrived();
    try {
      await pause(before());
      const done = await handOn(question, naive ? forgetful(body) : body);
      await pause(after());
      reply(answer, done);
    } finally {
      underWay -= 1;
    }
  };
  const server = createServer((question, answer) => void handle(question, answer).catch(() => answer.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reach: (now) => {
      isReachable = now;
      if (!now) server.closeAllConnections();
    },
    underWay: () => underWay,
    nextWrite: () => new Promise((resolve) => (arrived = resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
