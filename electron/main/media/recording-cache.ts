import { createHmac } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Recordings kept on this device, sealed one by one. */
export interface RecordingCache {
  /** The key (hex) that the files are sealed under. Never log it. */
  readonly keyHex: string;
  /** Where the recording of this reference lies or will lie; the name tells nothing about it. */
  pathOf(reference: string): string;
  /** True where it is kept; counts as opening it. */
  has(reference: string): Promise<boolean>;
  /** Makes the folder, and drops the least recently opened until `bytes` more fit; `keep` stays. */
  makeRoom(bytes: number, keep?: string): Promise<void>;
  /** What is kept, in bytes on disk. */
  size(): Promise<number>;
}

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly openedMs: number;
}

const EXTENSION = '.sealed';
const STALE_PART_MS = 60 * 60_000;

/** Downloads that a crash left half done. */
const dropStaleParts = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.endsWith('.part') && Date.now() - (await stat(path)).mtimeMs > STALE_PART_MS) await rm(path, { force: true });
  }
};

const list = async (directory: string): Promise<Kept[]> => {
  const names = await readdir(directory).catch(() => []);
  const kept = names.filter((name) => name.endsWith(EXTENSION)).map(async (name) => {
    const path = join(directory, name);
    const { size, mtimeMs } = await stat(path);
    return { path, bytes: size, openedMs: mtimeMs };
  });
  return Promise.all(kept);
};

/** A folder of sealed recordings of at most `maxBytes`. */
export const createRecordingCache = (directory: string, keyHex: string, maxBytes: number): RecordingCache => {
  const pathOf = (reference: string): string =>
    join(directory, `${createHmac('sha256', Buffer.from(keyHex, 'hex')).update(reference).digest('hex').slice(0, 40)}${EXTENSION}`);
  return {
    keyHex,
    pathOf,
    async has(reference) {
      const path = pathOf(reference);
      const now = new Date();
      return utimes(path, now, now).then(
        () => true,
        () => false,
      );
    },
    async makeRoom(bytes, keep) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await dropStaleParts(directory);
      const kept = (await list(directory)).sort((a, b) => a.openedMs - b.openedMs);
      let over = kept.reduce((sum, file) => sum + file.bytes, 0) + bytes - maxBytes;
      for (const file of kept) {
        if (over <= 0) return;
        if (keep !== undefined && file.path === pathOf(keep)) continue;
        await rm(file.path, { force: true });
        over -= file.bytes;
      }
    },
    size: async () => (await list(directory)).reduce((sum, file) => sum + file.bytes, 0),
  };
};
