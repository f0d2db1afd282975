import type { OneStore } from './one-store.ts';
import type { Profile } from './profile.ts';
import type { OpenedStore, SessionDeps } from './session-deps.ts';
import { isMade, unsentIn, type Place, type Unsent } from './unsent.ts';

type Deps = Pick<SessionDeps, 'hasStore' | 'holdsUnread' | 'log'>;

/** Who is here now, and where his store is; null where nobody is. */
export interface Standing {
  readonly place: Place;
  readonly memberships: Profile['memberships'];
}

/**
 * What this device holds of organizations that the person has left goes; with the last one the store itself, and its
 * key. Decided by what the workspace said last, never by an answer that did not come.
 */
export class LeftOrganizations {
  readonly #deps: Deps;
  readonly #stores: OneStore;
  readonly #standing: () => Standing | null;
  /** The store that was rid of what the person has left. */
  #tidied: OpenedStore | null = null;
  /** Settles when what was left is let go of, as the workspace told last. */
  #forgetting: Promise<void> = Promise.resolve();
  /** The person belongs nowhere any more, and something of his was not sent; null where nobody has looked. */
  #leftUnsent: boolean | null = null;

  constructor(deps: Deps, stores: OneStore, standing: () => Standing | null) {
    this.#deps = deps;
    this.#stores = stores;
    this.#standing = standing;
  }

  /** Somebody came or went: nobody has looked yet. */
  reset(): void {
    this.#leftUnsent = null;
  }

  /** Lets go of it all. Never rejects. */
  forget(): Promise<void> {
    this.#forgetting = this.#forget();
    return this.#forgetting;
  }

  /** The same, once for each store that opens: an organization may have been left while nobody was signed in here. */
  tidy(opened: OpenedStore): void {
    if (this.#tidied !== opened) void this.forget();
    this.#tidied = opened;
  }

  /** Whether a person who belongs nowhere has something here that was not sent. So the workspace said last; it may not answer now. */
  async holdUnsent(): Promise<boolean> {
    if (this.#leftUnsent === null) void this.forget();
    await this.#forgetting;
    return this.#leftUnsent === true;
  }

  async #forget(): Promise<void> {
    const standing = this.#standing();
    if (!standing) return;
    const { place, memberships } = standing;
    // None is made only to be wiped: the app may end before that.
    if (memberships.length === 0 && !isMade(place, this.#stores, this.#deps)) return;
    try {
      // Opened where it is not: what was not sent may lie in it.
      const opened = await this.#stores.of(...place);
      const left = memberships.length === 0 ? await unsentIn(opened, place, this.#deps) : null;
      // Somebody else may have come meanwhile, or a later word of the workspace.
      const now = this.#standing();
      const isOver = String(now?.place) !== String(place) || now?.memberships !== memberships;
      await (isOver ? this.#forget() : this.#letGoOf(opened, place, memberships, left));
    } catch (error) {
      this.#deps.log('session.not-forgotten', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  /** `left` is what a person who belongs nowhere has not sent. */
  async #letGoOf(opened: OpenedStore, place: Place, memberships: Profile['memberships'], left: Unsent | null): Promise<void> {
    this.#leftUnsent = left !== null && left.count > 0;
    if (left?.count === 0 && !left.unread) await this.#stores.destroy(...place);
    else await opened.keepOnly(memberships.map((one) => one.organizationId));
  }
}
