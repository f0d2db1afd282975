import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a write: it goes through, its reply is lost after the workspace has done it, or it is answered here, which may be lost as well. */
export type Way = 'through' | 'lose-reply' | { readonly status: number; readonly body: unknown; readonly isLost?: boolean };

/** One write as it arrived here, and the word the workspace had for it; null where the workspace was not asked. */
export interface Passed {
  readonly rpc: string;
  readonly opId: string;
  readonly result: string | null;
}

/** A line between a client and a workspace, with a say in every write that crosses it. */
export interface LossyGateway {
  readonly url: string;
  readonly passed: readonly Passed[];
  close(): Promise<void>;
}

async function bodyOf(question: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of question) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Opens one; `way` decides of each write by how often its operation was sent before. All that is no write goes through. */
export async function lossyGateway(workspace: string, way: (opId: string, sentBefore: number) => Way): Promise<LossyGateway> {
  const passed: Passed[] = [];
  const handOn = async ({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer) => {
    const kept = Object.entries(headers).filter((one): one is [string, string] => typeof one[1] === 'string' && !/^(host|connection|content-length)$/.test(one[0]));
    const answer = await fetch(new URL(url, workspace), { method, headers: kept, ...(method === 'POST' ? { body: new Uint8Array(body) } : {}) });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
  };
  const server = createServer((question, reply) => {
    const work = async (): Promise<void> => {
      const body = await bodyOf(question);
      const rpc = /\/rpc\/(\w+_moment)$/.exec(question.url ?? '')?.[1];
      const opId = rpc ? (JSON.parse(body.toString('utf8')) as { p_op_id: string }).p_op_id : '';
      const chosen = rpc ? way(opId, passed.filter((one) => one.opId === opId).length) : 'through';
      if (typeof chosen === 'object') {
        passed.push({ rpc: rpc ?? '', opId, result: null });
        if (chosen.isLost) return void question.socket.destroy();
        return void reply.writeHead(chosen.status, { 'content-type': 'application/json' }).end(JSON.stringify(chosen.body));
      }
      const { status, type, text } = await handOn(question, body);
      if (rpc) passed.push({ rpc, opId, result: (JSON.parse(text) as { result?: string }).result ?? null });
      if (chosen === 'lose-reply') question.socket.destroy();
      else reply.writeHead(status, type ? { 'content-type': type } : {}).end(text);
    };
    work().catch(() => reply.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    passed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
