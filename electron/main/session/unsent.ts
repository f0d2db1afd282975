import type { OneStore } from './one-store.ts';
import type { OpenedStore, SessionDeps } from './session-deps.ts';

/** Whose store it is. */
export type Place = readonly [workspace: string, userId: string];

/** What lies on this device and the workspace does not have. */
export interface Unsent {
  /** Operations that could be counted. */
  readonly count: number;
  /** Something that could not be read lies there too: nobody knows whether it was sent. */
  readonly unread: boolean;
}

type Deps = Pick<SessionDeps, 'hasStore' | 'holdsUnread'>;

/** Whether there is a store of this person, open or on the disk. */
export const isMade = (place: Place, stores: OneStore, { hasStore }: Pick<Deps, 'hasStore'>): boolean => stores.isOpen(...place) || hasStore(...place);

/** Counts what an open store holds unsent. Never rejects: one that does not answer is unread. */
export async function unsentIn({ store, keyHex }: OpenedStore, place: Place, { holdsUnread }: Deps): Promise<Unsent> {
  const listed = await store.listOperations({ organizationId: null }).catch(() => null);
  return listed ? { count: listed.operations.length, unread: holdsUnread(...place, keyHex) } : { count: 0, unread: true };
}

/** The same of a store that may have to be opened, and makes none. */
export async function unsentAt(place: Place, stores: OneStore, deps: Deps): Promise<Unsent> {
  if (!isMade(place, stores, deps)) return { count: 0, unread: false };
  const opened = await stores.of(...place).catch(() => null);
  // What is done is journaled before anything else, so that empty journals tell also of a store that does not open.
  return opened ? unsentIn(opened, place, deps) : { count: 0, unread: deps.holdsUnread(...place, null) };
}
