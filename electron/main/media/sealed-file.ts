import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { ByteSource } from './byte-source.ts';
import {
  CHUNK_BYTES,
  FILE_ID_BYTES,
  fileKey,
  HEADER_BYTES,
  openChunk,
  openHeader,
  sealChunk,
  SealedFileError,
  sealedLength,
  sealHeader,
  TAG_BYTES,
} from './sealed-header.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** Regroups a stream into chunks of exactly `CHUNK_BYTES`, the last one excepted. */
async function* inChunks(bytes: Bytes): AsyncGenerator<Buffer> {
  let chunk = Buffer.alloc(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const take = Math.min(piece.length - at, CHUNK_BYTES - filled);
      chunk.set(piece.subarray(at, at + take), filled);
      at += take;
      filled += take;
      if (filled === CHUNK_BYTES) {
        yield chunk;
        chunk = Buffer.alloc(CHUNK_BYTES);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

const writeChunks = async (handle: FileHandle, keyHex: string, bytes: Bytes, maxBytes: number): Promise<number> => {
  const fileId = randomBytes(FILE_ID_BYTES);
  const key = fileKey(keyHex, fileId);
  let size = 0;
  let index = 0n;
  let at = HEADER_BYTES;
  for await (const chunk of inChunks(bytes)) {
    size += chunk.length;
    if (size > maxBytes) throw new SealedFileError('too-large', `over ${String(maxBytes)} bytes`);
    const sealed = sealChunk(key, fileId, index, chunk);
    await handle.write(sealed, 0, sealed.length, at);
    at += sealed.length;
    index += 1n;
  }
  await handle.write(sealHeader(key, fileId, size), 0, HEADER_BYTES, 0);
  await handle.sync();
  return size;
};

/**
 * Writes a stream encrypted (AES-256-GCM, 64 KB chunks) and puts it in place only when it is whole; returns its plain
 * length. Memory stays at a few chunks. Rejects with SealedFileError `too-large` or what the stream threw.
 */
export const writeSealedFile = async (path: string, keyHex: string, bytes: Bytes, maxBytes: number): Promise<number> => {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(part, 'wx', 0o600);
    let size: number;
    try {
      size = await writeChunks(handle, keyHex, bytes, maxBytes);
    } finally {
      await handle.close();
    }
    await rename(part, path);
    return size;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

const readExactly = async (handle: FileHandle, length: number, at: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  if (bytesRead !== length) throw new SealedFileError('damaged', 'the file is cut short');
  return buffer;
};

const sealedSource = async (handle: FileHandle, keyHex: string): Promise<ByteSource> => {
  const { size, fileId, key } = openHeader(await readExactly(handle, HEADER_BYTES, 0), keyHex);
  if ((await handle.stat()).size !== sealedLength(size)) throw new SealedFileError('damaged', 'the file has another length than it was sealed with');
  return {
    size,
    async *read(start, end) {
      for (let index = Math.floor(start / CHUNK_BYTES); index * CHUNK_BYTES <= end; index += 1) {
        const first = index * CHUNK_BYTES;
        const length = Math.min(CHUNK_BYTES, size - first);
        const sealed = await readExactly(handle, length + TAG_BYTES, HEADER_BYTES + index * (CHUNK_BYTES + TAG_BYTES));
        const plain = openChunk(key, fileId, BigInt(index), sealed);
        yield plain.subarray(Math.max(0, start - first), Math.min(length, end - first + 1));
      }
    },
    close: async () => {
      key.fill(0);
      await handle.close();
    },
  };
};

/** Opens a sealed file for reading anywhere in it. Rejects with SealedFileError `damaged`, or Node's error where it is missing. */
export const openSealedFile = async (path: string, keyHex: string): Promise<ByteSource> => {
  const handle = await open(path, 'r');
  try {
    return await sealedSource(handle, keyHex);
  } catch (error) {
    await handle.close();
    throw error;
  }
};
