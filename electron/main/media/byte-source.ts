import { open } from 'node:fs/promises';

/** Bytes that can be read from any place, whatever they rest on. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** Bytes from `start` to `end`, both included. Leaving the loop early is fine. */
  read(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined>;
  close(): Promise<void>;
}

const BLOCK_BYTES = 256 * 1024;

/** A plain file as a source. Rejects with Node's error where it cannot be opened. */
export const openFileSource = async (path: string): Promise<ByteSource> => {
  const handle = await open(path, 'r');
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    throw new Error('not a regular file');
  }
  return {
    size: stats.size,
    async *read(start, end) {
      let at = start;
      while (at <= end) {
        const block = new Uint8Array(Math.min(BLOCK_BYTES, end - at + 1));
        const { bytesRead } = await handle.read(block, 0, block.length, at);
        if (bytesRead === 0) throw new Error('the file became shorter');
        yield block.subarray(0, bytesRead);
        at += bytesRead;
      }
    },
    close: () => handle.close(),
  };
};
