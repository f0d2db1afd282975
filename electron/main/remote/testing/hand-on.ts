import { request, type IncomingMessage } from 'node:http';

/** An answer with its whole body. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** The whole body of a question or an answer. */
export async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Asks a server what was asked here, and waits for its whole answer. */
export function handOn(server: string, { url, method, headers }: IncomingMessage, body: Buffer): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const target = new URL(url ?? '/', server);
    const onwards = request(target, { method, headers: { ...headers, host: target.host } }, (response) => {
      void bytesOf(response).then((whole) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: whole }), reject);
    });
    onwards.on('error', reject);
    onwards.end(body);
  });
}
