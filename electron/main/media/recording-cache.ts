import { createHmac } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** What a kept recording is found by. */
export interface KeptAs {
  readonly organizationId: string;
  readonly callId: string;
  /** The address or name that it was fetched by. */
  readonly reference: string;
}

/** Recordings kept on this device, sealed one by one. */
export interface RecordingCache {
  /** The key (hex) that the files are sealed under. Never log it. */
  readonly keyHex: string;
  /** Where a recording lies or will lie; without the key the name tells nothing about it. */
  pathOf(recording: KeptAs): string;
  /** True where it is kept; counts as opening it. */
  has(recording: KeptAs): Promise<boolean>;
  /** Makes the folder, and drops the least recently opened until `bytes` more fit; `keep` stays, and so does what is held. */
  makeRoom(bytes: number, keep?: KeptAs): Promise<void>;
  /** Drops what is kept of these calls. */
  dropCalls(organizationId: string, callIds: readonly string[]): Promise<void>;
  /** Drops what is kept of every other organization. */
  keepOnly(organizationIds: readonly string[]): Promise<void>;
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

const dropWhere = async (directory: string, isMeant: (name: string) => boolean): Promise<void> => {
  const names = await readdir(directory).catch(() => []);
  await Promise.all(names.filter(isMeant).map((name) => rm(join(directory, name), { force: true })));
};

/** Calls whose recordings stay whatever else goes: taken along, or with work on them that was not sent. */
export type HeldCalls = () => Promise<readonly Pick<KeptAs, 'organizationId' | 'callId'>[]>;

const NONE_HELD: HeldCalls = async () => [];

/** A folder of sealed recordings of at most `maxBytes`, but for those that are held. */
export const createRecordingCache = (directory: string, keyHex: string, maxBytes: number, held: HeldCalls = NONE_HELD): RecordingCache => {
  const tag = (...parts: readonly string[]): string => createHmac('sha256', Buffer.from(keyHex, 'hex')).update(JSON.stringify(parts)).digest('hex').slice(0, 24);
  // The name is made of parts, so that what belongs to a call or an organization is found by it alone.
  const ofOrganization = (organizationId: string): string => `${tag(organizationId)}-`;
  const ofCall = (organizationId: string, callId: string): string => `${ofOrganization(organizationId)}${tag(organizationId, callId)}-`;
  const pathOf = ({ organizationId, callId, reference }: KeptAs): string =>
    join(directory, `${ofCall(organizationId, callId)}${tag(organizationId, callId, reference)}${EXTENSION}`);
  return {
    keyHex,
    pathOf,
    dropCalls: (organizationId, callIds) => {
      const calls = callIds.map((callId) => ofCall(organizationId, callId));
      return dropWhere(directory, (name) => calls.some((call) => name.startsWith(call)));
    },
    keepOnly: (organizationIds) => {
      const kept = organizationIds.map(ofOrganization);
      return dropWhere(directory, (name) => !kept.some((organization) => name.startsWith(organization)));
    },
    async has(recording) {
      const path = pathOf(recording);
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
      if (over <= 0) return;
      const heldNames = (await held()).map(({ organizationId, callId }) => join(directory, ofCall(organizationId, callId)));
      for (const file of kept) {
        if (over <= 0) return;
        if (keep !== undefined && file.path === pathOf(keep)) continue;
        if (heldNames.some((name) => file.path.startsWith(name))) continue;
        await rm(file.path, { force: true });
        over -= file.bytes;
      }
    },
    size: async () => (await list(directory)).reduce((sum, file) => sum + file.bytes, 0),
  };
};
