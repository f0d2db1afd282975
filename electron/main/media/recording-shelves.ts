import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import type { GetRules } from './guarded-get.ts';
import { createRecordingCache, type HeldCalls, type RecordingCache } from './recording-cache.ts';
import { createRecordingResolver, type ResolvedRecording } from './resolve-recording.ts';

/** How the recordings of one vault are found and kept. */
interface Shelf {
  readonly resolve: ReturnType<typeof createRecordingResolver>;
  readonly cache: RecordingCache;
}

export interface ShelfDeps {
  /** The embedded workspace's recordings. */
  readonly recordingsFolder: string;
  /** Where recordings are kept whose key lives in memory only; nothing in it outlives the run. */
  readonly runFolder: string;
  /** For tests: other limits of fetching. */
  readonly rules?: Partial<GetRules>;
}

/** Who asks: the person's vault and store, and whether the calls live in the embedded workspace. */
export interface RecordingOwner {
  readonly userId: string;
  readonly organizationId: string;
  readonly store: LocalStore;
  readonly isEmbedded: boolean;
  readonly remote: () => Promise<Pick<Remote, 'signRecording'>>;
  readonly vault: { readonly directory: string | null; readonly keyHex: string };
}

/** Recordings kept on this device may take so much; the least recently heard go first. */
const CACHE_BYTES = 4 * 1024 * 1024 * 1024;

/** The sealed recordings of a vault that is on the disk. */
export const sealedRecordings = (vaultDirectory: string, keyHex: string, held?: HeldCalls): RecordingCache =>
  createRecordingCache(join(vaultDirectory, 'recordings'), keyHex, CACHE_BYTES, held);

/** Calls that the store holds, of every organization in it. */
const heldIn = (store: LocalStore): HeldCalls => async () => {
  const { organizationIds } = await store.listOrganizations({});
  const held = await Promise.all(organizationIds.map(async (organizationId) =>
    (await store.listHeldCalls({ organizationId })).callIds.map((callId) => ({ organizationId, callId }))));
  return held.flat();
};

/**
 * One shelf a vault, so that a recording is fetched once however often it is asked for. All of them are let go
 * together: what was being fetched is dropped, and nothing here holds a key any more.
 */
export class RecordingShelves {
  readonly #deps: ShelfDeps;
  readonly #shelves = new Map<string, Shelf>();
  readonly #running = new Set<Promise<unknown>>();
  /** Folders of vaults whose key is only in memory. */
  #runFolders: string[] = [];
  #life = new AbortController();

  constructor(deps: ShelfDeps) {
    this.#deps = deps;
  }

  /** Fires when everything is let go. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** Rejects `cancelled` where everything was let go meanwhile. */
  async resolve(owner: RecordingOwner, call: CallDetail): Promise<ResolvedRecording> {
    const { signal } = this.#life;
    const question = { organizationId: owner.organizationId, callId: call.id, references: referencesOf(call), recordingState: call.recordingState, endedAt: call.endedAt, sign: async (name: string) => (await owner.remote()).signRecording(name) };
    const resolving = this.#shelfOf(owner).resolve(question).finally(() => this.#running.delete(resolving));
    this.#running.add(resolving);
    const found = await resolving;
    if (signal.aborted) throw new AppError('cancelled', 'The recordings were let go meanwhile.');
    return found;
  }

  /** Settles when nothing is being written any more. */
  async letGo(): Promise<void> {
    this.#life.abort();
    this.#life = new AbortController();
    this.#shelves.clear();
    const unreadable = this.#runFolders;
    this.#runFolders = [];
    await Promise.allSettled(this.#running);
    for (const folder of unreadable) rmSync(folder, { recursive: true, force: true });
  }

  /** Drops what is kept of calls that are gone, also of those that are being fetched just now. */
  async dropCalls(owner: RecordingOwner, callIds: readonly string[]): Promise<void> {
    const { cache } = this.#shelfOf(owner);
    const drop = (): Promise<void> => cache.dropCalls(owner.organizationId, callIds);
    if (this.#running.size > 0) void Promise.allSettled(this.#running).then(drop).catch(() => undefined);
    await drop();
  }

  #shelfOf({ userId, vault, isEmbedded, store }: RecordingOwner): Shelf {
    const name = `${userId}/${String(isEmbedded)}/${vault.directory ?? ''}`;
    const known = this.#shelves.get(name);
    if (known) return known;
    // Without a keyring the key is lost at quit, and what it sealed with it. The folder is made by the first download.
    const vaultDirectory = vault.directory ?? join(this.#deps.runFolder, randomUUID());
    if (vault.directory === null) this.#runFolders.push(vaultDirectory);
    const cache = sealedRecordings(vaultDirectory, vault.keyHex, heldIn(store));
    const recordingsDirectory = isEmbedded ? this.#deps.recordingsFolder : null;
    const made = { cache, resolve: createRecordingResolver({ recordingsDirectory, cache, rules: { ...this.#deps.rules, signal: this.#life.signal } }) };
    this.#shelves.set(name, made);
    return made;
  }
}

/** The stereo recording first: lanes and hearing one side alone need a channel a side. */
const referencesOf = ({ stereoRecordingUrl, recordingUrl }: CallDetail): string[] =>
  [stereoRecordingUrl, recordingUrl].filter((reference): reference is string => Boolean(reference));
