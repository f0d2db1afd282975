import type { OpenedStore, SessionDeps } from './session-deps.ts';

/** The store of one person in one workspace at a time. A store's file has one writer, so each is closed before the next opens. */
export class OneStore {
  readonly #deps: Pick<SessionDeps, 'openStore' | 'destroyStore'>;
  #opened: { key: string; opening: Promise<OpenedStore> } | null = null;
  /** Settles when every store that was let go is closed. */
  #closing: Promise<void> = Promise.resolve();

  constructor(deps: Pick<SessionDeps, 'openStore' | 'destroyStore'>) {
    this.#deps = deps;
  }

  /** The store of this person, opened where it is not; another one that is open is closed first. */
  of(workspace: string, userId: string): Promise<OpenedStore> {
    const key = `${workspace}/${userId}`;
    if (this.#opened?.key === key) return this.#opened.opening;
    const opening = this.close().then(() => this.#deps.openStore(workspace, userId));
    opening.catch(() => {
      if (this.#opened?.opening === opening) this.#opened = null;
    });
    this.#opened = { key, opening };
    return opening;
  }

  /** Whether the store of this person is open, or opening. */
  isOpen(workspace: string, userId: string): boolean {
    return this.#opened?.key === `${workspace}/${userId}`;
  }

  /** Closes the one that is open. Resolves when none is open any more, also where closing failed. */
  close(): Promise<void> {
    return this.#letGo(this.#opened?.opening.then((opened) => opened.close()));
  }

  /** Destroys the store of this person, also one that does not open; whatever is open is closed first. Rejects where it cannot be. */
  destroy(workspace: string, userId: string): Promise<void> {
    const destroyed = this.close().then(() => this.#deps.destroyStore(workspace, userId));
    void this.#letGo(destroyed);
    return destroyed;
  }

  #letGo(leaving: Promise<void> | undefined): Promise<void> {
    this.#opened = null;
    this.#closing = Promise.allSettled([this.#closing, leaving]).then(() => undefined);
    return this.#closing;
  }
}
