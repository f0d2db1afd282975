/** A stream whose beginning can be looked at before it is read. */
export interface PeekedStream {
  /** At least the bytes asked for, unless the stream is shorter. */
  readonly head: Uint8Array;
  /** The whole stream, `head` included. */
  readonly bytes: AsyncGenerator<Uint8Array>;
}

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

async function* followed(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Reads until `least` bytes are seen. */
export const peek = async (bytes: AsyncIterable<Uint8Array>, least: number): Promise<PeekedStream> => {
  const rest = bytes[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let seen = 0;
  while (seen < least) {
    const next = await rest.next();
    if (next.done) break;
    parts.push(next.value);
    seen += next.value.length;
  }
  const head = parts.length === 1 && parts[0] ? parts[0] : join(parts);
  return { head, bytes: followed(head, rest) };
};

/** The stream from byte `skip` on, at most `limit` bytes of it (null: to its end). */
export async function* slice(bytes: AsyncIterable<Uint8Array>, skip: number, limit: number | null = null): AsyncGenerator<Uint8Array> {
  let ahead = skip;
  let left = limit ?? Infinity;
  for await (const piece of bytes) {
    const from = Math.min(ahead, piece.length);
    ahead -= from;
    const taken = piece.subarray(from, Math.min(piece.length, from + left));
    left -= taken.length;
    if (taken.length > 0) yield taken;
    if (left <= 0) return;
  }
}
