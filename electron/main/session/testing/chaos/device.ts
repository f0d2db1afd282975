import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../../core/contract/errors.ts';
import type { OutboxState } from '../../../../../core/contract/routes/outbox.ts';
import type { Operation } from '../../../../../core/sync/operation.ts';
import { serveStore } from '../../../../store/server.ts';
import { createNetworkState, type NetworkState } from '../../../remote/network-state.ts';
import { createSupabaseRemote } from '../../../remote/supabase-remote.ts';
import { loadDataKey, storePathOf } from '../../../store/key-ring.ts';
import { createStoreClient, type StorePort } from '../../../store/store-client.ts';
import { Outbox } from '../../../sync/outbox.ts';
import { watchReader } from '../../reader.ts';
import type { TokenStorage } from '../../sealed-session.ts';
import type { OpenedStore, SessionDeps } from '../../session-deps.ts';
import { SessionManager } from '../../session-manager.ts';
import { aFolder, aKeyring, Heard } from '../session-world.ts';

/** How a client is made; `reached` hears whether the workspace answers. */
export type Connect = (address: { url: string; key: string }, storage: TokenStorage, reached: (online: boolean) => void) => ReturnType<SessionDeps['connect']>;

/** How a question ended, and after how many milliseconds. */
export interface Asked { readonly code: string; readonly ms: number }

/** The store's process as it is served, without the process. */
function storeHere(): StorePort {
  let hear: (message: unknown) => void = () => undefined;
  let tell: (message: unknown) => void = () => undefined;
  const { close } = serveStore({ listen: (handle) => void (hear = handle), postMessage: (message) => queueMicrotask(() => tell(message)) });
  return { postMessage: (message) => hear(message), onMessage: (handle) => void (tell = handle), onExit: () => undefined, kill: close };
}

/**
 * The app's session, store, outbox and network state on one device, put together as the app does it, without Electron: the
 * keyring is a stand-in, and the store is served in this process.
 */
export class AppOnDevice {
  readonly heard = new Heard();
  readonly outboxStates = new Set<OutboxState['state']>();
  readonly #folder = aFolder();
  readonly #keyring = aKeyring();
  readonly #address: { url: string; key: string };
  readonly #connect: Connect;
  #manager: SessionManager | null = null;
  #outbox: Outbox | null = null;
  #network: NetworkState = createNetworkState(() => undefined, () => new Date());
  #storage: TokenStorage | null = null;
  /** When it was first told that the workspace is out of reach, in milliseconds of `performance.now()`. */
  cutOffAt: number | null = null;

  constructor(address: { url: string; key: string }, connect: Connect) {
    this.#address = address;
    this.#connect = connect;
  }

  get manager(): SessionManager {
    if (!this.#manager) throw new Error('The app does not run.');
    return this.#manager;
  }

  get outbox(): Outbox {
    if (!this.#outbox) throw new Error('The app does not run.');
    return this.#outbox;
  }

  get isOnline(): boolean {
    return this.#network.get().online;
  }

  /** What supabase-js keeps; it can be changed under its hands. */
  get tokens(): TokenStorage {
    if (!this.#storage) throw new Error('Nobody was connected yet.');
    return this.#storage;
  }

  /** Starts the app, with what an earlier run left. */
  start(): void {
    const manager = this.#compose();
    this.#manager = manager;
    manager.restore();
    this.outbox.wake();
  }

  async quit(): Promise<void> {
    this.#outbox?.stop();
    await this.#manager?.close();
    await this.#outbox?.idle();
    [this.#manager, this.#outbox] = [null, null];
  }

  async remove(): Promise<void> {
    await this.quit();
    this.#folder.remove();
  }

  async add(operation: Operation): Promise<void> {
    await (await this.manager.desk()).store.addOperation({ operation });
  }

  async unsent(): Promise<number> {
    return (await (await this.manager.desk()).store.listOperations({ organizationId: null })).operations.length;
  }

  /** Asks the workspace something, as any screen does. */
  async ask(): Promise<Asked> {
    const started = performance.now();
    const code = await this.manager.desk().then(async (desk) => {
      const who = await (await desk.remote()).whoAmI();
      return who.userId === desk.userId ? 'answered' : 'somebody else';
    }).catch((error: unknown) => (error instanceof AppError ? error.code : String(error)));
    return { code, ms: performance.now() - started };
  }

  /** Tells whether the key of the person's store is the same as before. */
  keyPrint(): string {
    return createHash('sha256').update(readFileSync(join(this.#storeFolder(this.manager.current().user?.id ?? ''), 'key.json'))).digest('hex');
  }

  #storeFolder = (userId: string): string => join(this.#folder.path, 'store', userId);

  #compose(): SessionManager {
    const network = createNetworkState(({ online }) => {
      if (online) this.#outbox?.reached();
    }, () => new Date());
    this.#network = network;
    const reached = (online: boolean): void => {
      if (!online) this.cutOffAt ??= performance.now();
      network.reached(online);
    };
    const readerChanged = watchReader(() => this.#outbox?.restart());
    const manager = new SessionManager({
      userData: this.#folder.path,
      keyring: this.#keyring,
      addressOf: async () => this.#address,
      startEmbedded: () => undefined,
      stopEmbedded: () => undefined,
      connect: (address, storage) => {
        this.#storage = storage;
        return this.#connect(address, storage, reached);
      },
      remoteOf: createSupabaseRemote,
      openStore: (_workspace, userId) => this.#openStore(userId),
      hasStore: (_workspace, userId) => existsSync(this.#storeFolder(userId)),
      changed: (session) => {
        this.heard.changed(session);
        readerChanged(session);
      },
      log: this.heard.log,
    });
    this.#outbox = new Outbox({
      desk: () => manager.desk(),
      now: () => Date.now(),
      random: Math.random,
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      changed: ({ state }) => void this.outboxStates.add(state),
      settled: () => undefined,
      settledElsewhere: () => undefined,
      newId: randomUUID,
      log: () => undefined,
    });
    return manager;
  }

  async #openStore(userId: string): Promise<OpenedStore> {
    const directory = this.#storeFolder(userId);
    mkdirSync(directory, { recursive: true });
    const key = loadDataKey(directory, { available: true, backend: 'stand-in', seal: this.#keyring.seal, open: (sealed) => this.#keyring.open(Buffer.from(sealed)) });
    const client = createStoreClient({ spawn: storeHere });
    await client.open({ path: storePathOf(directory, key), keyHex: key.keyHex });
    return {
      store: client.store,
      directory,
      keyHex: key.keyHex,
      keepOnly: async () => undefined,
      close: () => client.stop(),
      destroy: async () => {
        await client.stop();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  }
}
