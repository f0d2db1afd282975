import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '../../../../core/contract/routes/session.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import type { Keyring, OpenedStore, SessionDeps } from '../session-deps.ts';

/** A keyring that turns text round, so that a sealed file neither reads as JSON nor holds a token as it is. */
export function aKeyring(change: Partial<Pick<Keyring, 'available' | 'plain'>> = {}): Keyring & { locked: boolean } {
  const keyring = {
    available: true,
    plain: false,
    locked: false,
    ...change,
    seal: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
    open: (sealed: Buffer) => {
      if (keyring.locked) throw new Error('The keyring is locked.');
      return Buffer.from([...sealed].map((byte) => byte ^ 0x5a)).toString('utf8');
    },
    acceptPlain: () => {
      keyring.plain = true;
    },
  };
  return keyring;
}

/** Opens and closes of stores in their order, and how many are open at once. */
export class FakeStores {
  readonly log: string[] = [];
  /** What each store was told to keep, in order. */
  readonly kept: (readonly string[])[] = [];
  readonly #open = new Set<string>();
  /** Those that were made and not destroyed. */
  readonly #made = new Set<string>();
  fails = false;
  /** None can be removed. */
  keepsFiles = false;
  /** How many operations lie in each of them. */
  unsent = 0;
  /** Something that cannot be read lies beside each of them, or only where none is open. */
  unread: boolean | 'unless open' = false;

  readonly has = (workspace: string, userId: string): boolean => this.#made.has(`${workspace}/${userId.slice(-1)}`);

  readonly open = async (workspace: string, userId: string): Promise<OpenedStore> => {
    if (this.fails) throw new Error('The store does not open.');
    const name = `${workspace}/${userId.slice(-1)}`;
    if (this.#open.has(name)) throw new Error(`A second writer opened ${name}.`);
    this.#open.add(name);
    this.#made.add(name);
    this.log.push(`open ${name}`);
    const close = async (): Promise<void> => {
      await Promise.resolve();
      this.#open.delete(name);
      this.log.push(`close ${name}`);
    };
    const store = { status: async () => ({ calls: 7, details: 3, bytes: 0, lastReadAt: null }), listOperations: async () => ({ operations: Array.from({ length: this.unsent }, () => ({})) }) } as unknown as LocalStore;
    const keepOnly = async (organizationIds: readonly string[]): Promise<void> => void this.kept.push(organizationIds);
    return { store, directory: null, keyHex: 'c3', keepOnly, close };
  };

  readonly destroy = (workspace: string, userId: string): void => {
    const name = `${workspace}/${userId.slice(-1)}`;
    if (this.#open.has(name)) throw new Error(`${name} was removed while it was open.`);
    if (this.keepsFiles) throw new Error('The files cannot be removed.');
    this.#made.delete(name);
    this.log.push(`destroy ${name}`);
  };

  readonly holdsUnread: SessionDeps['holdsUnread'] = (_workspace, _userId, keyHex) => (this.unread === 'unless open' ? keyHex === null : this.unread);
}

/** A user-data folder that goes away with the test. */
export function aFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sidetone-session-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a manager told the screens and the log. */
export class Heard {
  readonly sessions: Session[] = [];
  readonly events: string[] = [];
  readonly changed: SessionDeps['changed'] = (session) => void this.sessions.push(session);
  readonly log: SessionDeps['log'] = (event) => void this.events.push(event);
}
