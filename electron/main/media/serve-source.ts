import type { ByteSource } from './byte-source.ts';
import { parseRange, rangeHeaders } from './range.ts';

/** The parts of a request that matter here; a web `Request` fits. */
export interface MediaRequest {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
}

export interface Serving {
  readonly contentType: string;
  /** The page's origin, which alone may read the bytes. */
  readonly origin: string;
  /** Ends an answer that is still being read: its reader is another one now. */
  readonly signal?: AbortSignal;
}

const streamOf = (source: ByteSource, start: number, end: number, signal: AbortSignal | undefined): ReadableStream<Uint8Array> => {
  const blocks = source.read(start, end);
  let cut = (): void => undefined;
  const close = async (): Promise<void> => {
    signal?.removeEventListener('abort', cut);
    await source.close();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      cut = () => {
        controller.error(signal?.reason);
        void close();
      };
      signal?.addEventListener('abort', cut);
    },
    async pull(controller) {
      try {
        const next = await blocks.next();
        if (signal?.aborted === true) return;
        if (!next.done) {
          controller.enqueue(next.value);
          return;
        }
        await close();
        controller.close();
      } catch (error) {
        await close();
        controller.error(error);
      }
    },
    async cancel() {
      await blocks.return();
      await close();
    },
  });
};

/** Answers GET and HEAD with 200, 206 or 416. Takes the source over: it is closed when the answer was read or dropped. */
export const serveSource = async (source: ByteSource, request: MediaRequest, { contentType, origin, signal }: Serving): Promise<Response> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    await source.close();
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  }
  const range = parseRange(request.headers.get('range'), source.size);
  const headers = rangeHeaders(range, source.size, contentType, origin);
  if (range.status === 416 || request.method === 'HEAD' || source.size === 0) {
    await source.close();
    return new Response(null, { status: range.status, headers });
  }
  return new Response(streamOf(source, range.start, range.end, signal), { status: range.status, headers });
};
