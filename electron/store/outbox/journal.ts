import { closeSync, existsSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { freshHeader, keyOf, readFrames, sealFrame } from './frames.ts';

/**
 * One change of the outbox. `put`: so an operation stands now. `sent`: the workspace has it. `drop`: it will never be sent.
 */
const changeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('put'), opId: z.string(), row: z.unknown() }),
  z.object({ type: z.literal('sent'), opId: z.string() }),
  z.object({ type: z.literal('drop'), opId: z.string() }),
]);
/** Changes that belong together, and the highest number that an operation was given so far. */
const recordSchema = z.object({ last: z.int().nonnegative(), changes: z.array(changeSchema) });

export type JournalChange = z.infer<typeof changeSchema>;
export type JournalRecord = z.infer<typeof recordSchema>;

/** An encrypted file of records that only grows. It has one writer: who holds the store's lock. */
export interface Journal {
  /** What lay in it when it was opened. */
  readonly found: readonly JournalRecord[];
  /** Where a file that could not be read, or not wholly, was kept; null where there was none. */
  readonly setAside: string | null;
  /** Bytes added since it was written whole. */
  readonly grown: () => number;
  /** The record is on disk when this returns; what it returns takes the record out again. */
  append(record: JournalRecord): () => void;
  /** Puts these records in the place of all that it holds. */
  rewrite(records: readonly JournalRecord[]): void;
  close(): void;
}

interface OpenFile {
  readonly fd: number;
  readonly key: Buffer;
  /** Where the last record ends, and how many there are. */
  end: number;
  count: number;
  /** Whether bytes of an unfinished record may lie beyond the end. */
  overhang: boolean;
}

/** Opens the journal at a path, which need not be there. A file that is not one, or not of this key, is renamed, never deleted. */
export const openJournal = (path: string, keyHex: string, now: number): Journal => {
  const { found, setAside, kept } = readJournal(path, keyHex, now);
  let file = kept;
  let whole = 0;
  return {
    found,
    setAside,
    grown: () => (file ? file.end - whole : 0),
    append(record) {
      const open = (file ??= writeWhole(path, keyHex, []));
      const { end, count } = open;
      if (open.overhang) cutOff(open);
      const frame = sealFrame(open.key, count, JSON.stringify(record));
      const takeBack = (): void => {
        Object.assign(open, { end, count, overhang: true });
        try {
          cutOff(open);
        } catch {
          // The next record cuts it off before it is written.
        }
      };
      try {
        writeAll(open.fd, frame, end);
        fdatasyncSync(open.fd);
      } catch (error) {
        takeBack();
        throw error;
      }
      open.end += frame.length;
      open.count += 1;
      return takeBack;
    },
    rewrite(records) {
      const next = writeWhole(path, keyHex, records);
      if (file) closeSync(file.fd);
      file = next;
      whole = next.end;
    },
    close() {
      if (file) closeSync(file.fd);
      file = null;
    },
  };
};

function readJournal(path: string, keyHex: string, now: number): { found: JournalRecord[]; setAside: string | null; kept: OpenFile | null } {
  if (!existsSync(path)) return { found: [], setAside: null, kept: null };
  const bytes = readFileSync(path);
  const key = keyOf(bytes, keyHex);
  const frames = key ? readFrames(key, bytes) : null;
  if (!key || !frames || (frames.count === 0 && frames.unread > 0)) return { found: [], setAside: keepAside(path, 'unreadable', now), kept: null };
  const records = frames.texts.map((text) => recordSchema.safeParse(JSON.parse(text)));
  const found = records.flatMap(({ data }) => data ?? []);
  if (frames.damaged || found.length < records.length) return { found, setAside: keepAside(path, 'damaged', now), kept: null };
  const { end, count } = frames;
  return { found, setAside: null, kept: { fd: openSync(path, 'r+'), key, end, count, overhang: bytes.length > end } };
}

function keepAside(path: string, reason: string, now: number): string {
  const target = `${path}.${reason}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(path, target);
  return target;
}

function cutOff(open: OpenFile): void {
  ftruncateSync(open.fd, open.end);
  fdatasyncSync(open.fd);
  open.overhang = false;
}

function writeAll(fd: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}

/** Writes a file beside the old one and puts it in its place: there is a whole one at every moment. */
function writeWhole(path: string, keyHex: string, records: readonly JournalRecord[]): OpenFile {
  const header = freshHeader();
  const key = keyOf(header, keyHex);
  if (!key) throw new Error('a fresh header is none');
  const bytes = Buffer.concat([header, ...records.map((record, index) => sealFrame(key, index, JSON.stringify(record)))]);
  const part = `${path}.part`;
  const fd = openSync(part, 'w+', 0o600);
  try {
    writeAll(fd, bytes, 0);
    fsyncSync(fd);
    renameSync(part, path);
    syncFolder(dirname(path));
  } catch (error) {
    closeSync(fd);
    rmSync(part, { force: true });
    throw error;
  }
  return { fd, key, end: bytes.length, count: records.length, overhang: false };
}

/** A new name is on disk when its folder is; Windows has no such step. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
