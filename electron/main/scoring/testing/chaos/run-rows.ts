import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const sent = z.object({ opId: z.uuid(), kind: z.literal('record_run'), patch: z.object({ call_id: z.uuid(), run_key: z.uuid(), judge: z.string() }).loose() });

/**
 * Keeps runs as the workspace's record_run does: an operation once, and of one piece of work one row. What it holds outlives whoever
 * writes to it.
 */
export async function startRunRows(): Promise<{ url: string; rows: Map<string, { callId: string; isJudged: boolean }>; close: () => Promise<void> }> {
  const rows = new Map<string, { callId: string; isJudged: boolean }>();
  const operations = new Set<string>();
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const { opId, patch } = sent.parse(JSON.parse(await bodyOf(request)));
      const result = operations.has(opId) ? 'duplicate' : 'applied';
      operations.add(opId);
      const key = `${patch.call_id} ${patch.run_key}`;
      if (!rows.has(key)) rows.set(key, { callId: patch.call_id, isJudged: 'criteria' in patch });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ result, id: opId, call_id: patch.call_id, effective: true, version: 1 }));
    };
    take().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    rows,
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
