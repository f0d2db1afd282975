import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { createRemoteClient } from '../../remote/client.ts';
import { createSupabaseRemote } from '../../remote/supabase-remote.ts';
import type { SessionDeps } from '../session-deps.ts';
import { SessionManager } from '../session-manager.ts';
import { ED, KEY, PASSWORD } from './real-workspace.ts';
import { aFolder, aKeyring, FakeStores, Heard } from './session-world.ts';

/** Managers on one device, for one test; keyring and store are stand-ins, since both need Electron. */
export class Device {
  readonly folder = aFolder();
  readonly stores = new FakeStores();
  readonly heard = new Heard();
  readonly #url: string;
  readonly #running: SessionManager[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  aManager(change: Partial<SessionDeps> = {}): SessionManager {
    const manager = new SessionManager({
      userData: this.folder.path,
      keyring: aKeyring(),
      addressOf: async () => ({ url: this.#url, key: KEY }),
      startEmbedded: () => undefined,
      stopEmbedded: () => undefined,
      connect: (address, storage) => createRemoteClient(address, storage, { reached: () => undefined }),
      remoteOf: createSupabaseRemote,
      openStore: this.stores.open,
      hasStore: this.stores.has,
      holdsUnread: this.stores.holdsUnread,
      destroyStore: this.stores.destroy,
      changed: this.heard.changed,
      log: this.heard.log,
      patienceMs: 300,
      ...change,
    });
    this.#running.push(manager);
    return manager;
  }

  async signedIn(change: Partial<SessionDeps> = {}): Promise<SessionManager> {
    const manager = this.aManager(change);
    manager.choose({ kind: 'embedded' });
    await manager.signIn(ED, PASSWORD);
    return manager;
  }

  get sealedFile(): string {
    return join(this.folder.path, 'sessions', 'embedded.sealed');
  }

  get sealedText(): string {
    return aKeyring().open(readFileSync(this.sealedFile));
  }

  async remove(): Promise<void> {
    await Promise.all(this.#running.map((manager) => manager.close()));
    this.folder.remove();
  }
}

/** The address of a workspace that is down. */
export const nowhere = async () => Promise.reject(new AppError('workspace_unavailable', 'It is down.'));

/** How a request ended: `resolved`, or its code. */
export const codeOf = async (asked: Promise<unknown>) => asked.then(() => 'resolved', (error: unknown) => (error instanceof AppError ? error.code : String(error)));

/** Lets the kept access token run out, so that the next request renews it. */
export function spend(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_700_000 });
}
