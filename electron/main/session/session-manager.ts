import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { AppError } from '../../../core/contract/errors.ts';
import type { Session } from '../../../core/contract/routes/session.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import { readJson, writeJson } from '../settings/json-file.ts';
import { SealedSession, type Profile, type SessionBox, type TokenStorage } from './sealed-session.ts';
import { signInError } from './sign-in-error.ts';
import { chosenWorkspaceSchema, toRef, workspaceId, type ChosenWorkspace } from './workspace-ref.ts';

/** An opened cache of one person, with the ways to let it go. */
export interface OpenedStore {
  readonly store: LocalStore;
  /** Folder and key for sealed files beside the store; the folder is null where nothing may reach the disk. */
  readonly directory: string | null;
  readonly keyHex: string;
  close(): Promise<void>;
  /** Closes it and destroys key and files. */
  destroy(): Promise<void>;
}

export interface Keyring extends SessionBox {
  /** Accepts Chromium's fixed password as a seal, because the person said so. */
  acceptPlain(): void;
  readonly plain: boolean;
}

export interface SessionDeps {
  readonly userData: string;
  readonly keyring: Keyring;
  /** Address and public key of a workspace; waits for the embedded one to be up. */
  readonly addressOf: (chosen: ChosenWorkspace) => Promise<{ url: string; key: string }>;
  readonly startEmbedded: () => void;
  readonly stopEmbedded: () => void;
  readonly connect: (address: { url: string; key: string }, storage: TokenStorage) => SupabaseClient;
  readonly remoteOf: (client: SupabaseClient) => Remote;
  readonly openStore: (workspace: string, userId: string) => Promise<OpenedStore>;
  readonly changed: (session: Session) => void;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
  /** How long a request waits for a session to be renewed before the cache answers, in milliseconds. */
  readonly patienceMs?: number;
}

/** Five seconds leave a slow network its time; supabase-js itself goes on trying for up to 25. */
const PATIENCE_MS = 5_000;

/** What a request about calls works with. */
export interface Desk {
  readonly organizationId: string;
  readonly store: LocalStore;
  readonly isEmbedded: boolean;
  readonly vault: { readonly directory: string | null; readonly keyHex: string };
  /** Rejects `offline`, `workspace_unavailable` or `not_signed_in`. */
  readonly remote: () => Promise<Remote>;
}

interface Connection {
  /** Which address the client was made for; the embedded workspace changes its port at a restart. */
  readonly url: string;
  readonly client: SupabaseClient;
}

/**
 * Who is signed in where. Three things live apart: the workspace that was chosen, the sealed session, and the cache of
 * the person; losing one never destroys another.
 */
export class SessionManager {
  readonly #deps: SessionDeps;
  #chosen: ChosenWorkspace | null = null;
  #sealed: SealedSession | null = null;
  #connection: Connection | null = null;
  #opened: { key: string; opening: Promise<OpenedStore> } | null = null;
  /** Settles when every store that was let go is closed: a store's file has one writer. */
  #closing: Promise<void> = Promise.resolve();
  /** Whose verification is under way. */
  #verifying: SealedSession | null = null;
  #ended = false;
  #closed = false;
  #callsOnDevice = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  get #file(): string {
    return join(this.#deps.userData, 'workspace.json');
  }

  /** Reads what the last run left; touches no network. */
  restore(): void {
    const chosen = readJson(this.#file, chosenWorkspaceSchema);
    if (chosen) this.#enter(chosen);
  }

  current(): Session {
    const profile = this.#profile;
    return {
      status: !this.#chosen ? 'no-workspace' : !profile ? 'signed-out' : this.#ended ? 'ended' : 'signed-in',
      workspace: this.#chosen ? toRef(this.#chosen) : null,
      user: profile?.user ?? null,
      memberships: profile?.memberships ?? [],
      organizationId: profile?.organizationId ?? null,
      keeping: this.#keeping(),
      callsOnDevice: this.#callsOnDevice,
    };
  }

  /** Chooses where the calls live. The session of another workspace stays sealed for its return. */
  choose(chosen: ChosenWorkspace): Session {
    this.#leave();
    writeJson(this.#file, chosen);
    this.#enter(chosen);
    return this.#announce();
  }

  /** Back to the question where the calls live. */
  leaveWorkspace(): Session {
    this.#leave();
    rmSync(this.#file, { force: true });
    this.#chosen = null;
    this.#sealed = null;
    return this.#announce();
  }

  async signIn(email: string, password: string): Promise<Session> {
    const { client } = await this.#connect();
    const sealed = this.#sealed;
    const { data, error } = await client.auth.signInWithPassword({ email, password });
    if (error) throw signInError(error);
    const userId = data.user.id;
    const { memberships } = await this.#firstLook(client);
    this.#sameSession(sealed);
    const last = this.#profile?.user.id === userId ? this.#profile.organizationId : null;
    this.#ended = false;
    sealed?.setProfile(inOrganization({ user: { id: userId, email: data.user.email ?? email, displayName: email }, memberships, organizationId: last }));
    this.#deps.log('session.signed-in', { memberships: memberships.length });
    return this.#announce();
  }

  /**
   * Ends the session on this device; the server is told where it can be reached. Rejects where the cache was to be
   * wiped and could not be: the person is signed out all the same.
   */
  async signOut(wipeCache: boolean): Promise<Session> {
    const client = this.#connection?.client;
    this.#connection = null;
    const wiped = wipeCache && this.#profile ? this.#store().then((opened) => opened.destroy()) : null;
    wiped?.catch(() => undefined);
    if (wiped) this.#opened = null;
    else void this.#release();
    if (client) {
      void client.auth.stopAutoRefresh();
      await within(this.#patience, client.auth.signOut({ scope: 'local' })).catch(() => undefined);
    }
    this.#sealed?.clear();
    this.#ended = false;
    this.#callsOnDevice = 0;
    this.#deps.log('session.signed-out', { wipeCache });
    this.#closing = Promise.allSettled([this.#closing, wiped]).then(() => undefined);
    await this.#closing;
    const session = this.#announce();
    await wiped;
    return session;
  }

  /** Asks the workspace anew where the person belongs. Rejects where it cannot be asked. */
  async refresh(): Promise<Session> {
    if (!this.#profile) throw new AppError('not_signed_in', 'Nobody is signed in.');
    await this.#look();
    return this.current();
  }

  chooseOrganization(organizationId: string): Session {
    const profile = this.#profile;
    const member = profile?.memberships.find((one) => one.organizationId === organizationId);
    if (!profile || !member) throw new AppError('forbidden', 'Not a member of that organization.');
    this.#sealed?.setProfile(inOrganization({ ...profile, organizationId }));
    return this.#announce();
  }

  /** The person's answer where the system has no keyring: keep the session on disk all the same, or in memory only. */
  keepWithoutKeyring(agreed: boolean): Session {
    if (agreed && !this.#deps.keyring.available) {
      this.#deps.keyring.acceptPlain();
      if (this.#keeping() !== 'memory') this.#sealed?.persist();
    }
    return this.#announce();
  }

  /** What a request about calls works with; rejects `not_signed_in` or `no_organization`. */
  async desk(): Promise<Desk> {
    const profile = this.#profile;
    if (!profile) throw new AppError('not_signed_in', 'Nobody is signed in.');
    if (!profile.organizationId) throw new AppError('no_organization', 'A member of no organization.');
    const { store, directory, keyHex } = await this.#store();
    return {
      organizationId: profile.organizationId,
      store,
      isEmbedded: this.#chosen?.kind === 'embedded',
      vault: { directory, keyHex },
      remote: () => this.#remote(),
    };
  }

  /** Counts what is kept, for the screens that offer it. */
  async countOnDevice(): Promise<void> {
    const profile = this.#profile;
    if (!profile) return;
    const { store } = await this.#store();
    const status = await store.status({ organizationId: profile.organizationId });
    if (status.details === this.#callsOnDevice) return;
    this.#callsOnDevice = status.details;
    this.#announce();
  }

  /** Lets go of files and timers before the app quits. Nothing opens or connects any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#leave();
    await this.#closing;
  }

  get #profile(): Profile | null {
    return this.#sealed?.content.profile ?? null;
  }

  #keeping(): Session['keeping'] {
    if (this.#deps.keyring.available) return 'sealed';
    return this.#deps.keyring.plain ? 'plain' : 'memory';
  }

  #openSealed(chosen: ChosenWorkspace): SealedSession {
    const file = join(this.#deps.userData, 'sessions', `${workspaceId(chosen)}.sealed`);
    return new SealedSession(file, this.#deps.keyring, this.#keeping() !== 'memory', (error) =>
      this.#deps.log('session.not-kept', { reason: error instanceof Error ? error.message : String(error) }),
    );
  }

  #enter(chosen: ChosenWorkspace): void {
    this.#chosen = chosen;
    this.#sealed = this.#openSealed(chosen);
    const { profile, tokens } = this.#sealed.load();
    this.#ended = profile !== null && Object.keys(tokens).length === 0;
    if (chosen.kind === 'embedded') this.#deps.startEmbedded();
    if (profile && !this.#ended) void this.#verify();
  }

  #leave(): void {
    void this.#connection?.client.auth.stopAutoRefresh();
    this.#connection = null;
    void this.#release();
    this.#ended = false;
    this.#callsOnDevice = 0;
    if (this.#chosen?.kind === 'embedded') this.#deps.stopEmbedded();
  }

  #announce(): Session {
    const session = this.current();
    this.#deps.changed(session);
    return session;
  }

  /** Closes the store that is open, so that nobody opens its file a second time meanwhile. */
  #release(): Promise<void> {
    const letGo = this.#opened?.opening.then((opened) => opened.close());
    this.#opened = null;
    this.#closing = Promise.allSettled([this.#closing, letGo]).then(() => undefined);
    return this.#closing;
  }

  #store(): Promise<OpenedStore> {
    const profile = this.#profile;
    const chosen = this.#chosen;
    if (!chosen || !profile || this.#closed) return Promise.reject(new AppError('not_signed_in', 'Nobody is signed in.'));
    const key = `${workspaceId(chosen)}/${profile.user.id}`;
    if (this.#opened?.key === key) return this.#opened.opening;
    const opening = this.#release().then(() => this.#deps.openStore(workspaceId(chosen), profile.user.id));
    opening.catch(() => {
      if (this.#opened?.opening === opening) this.#opened = null;
    });
    this.#opened = { key, opening };
    return opening;
  }

  get #patience(): number {
    return this.#deps.patienceMs ?? PATIENCE_MS;
  }

  async #remote(): Promise<Remote> {
    if (this.#ended) throw new AppError('not_signed_in', 'The session has ended.');
    const { client } = await this.#connect();
    const sealed = this.#sealed;
    const answer = await within(this.#patience, client.auth.getSession());
    this.#sameSession(sealed);
    const session = answer?.data.session;
    if (session && session.user.id === this.#profile?.user.id) return this.#deps.remoteOf(client);
    if (!session && Object.keys(sealed?.content.tokens ?? {}).length > 0) throw new AppError('offline', 'The session could not be renewed.');
    this.#end();
    throw new AppError('not_signed_in', 'The session has ended.');
  }

  /** Who just signed in belongs where? A sign-in that cannot ask is none, or its tokens would stand beside another's profile. */
  async #firstLook(client: SupabaseClient): ReturnType<Remote['whoAmI']> {
    try {
      return await this.#deps.remoteOf(client).whoAmI();
    } catch (error) {
      await within(this.#patience, client.auth.signOut({ scope: 'local' })).catch(() => undefined);
      throw error;
    }
  }

  /** Answers that come after the workspace was left are nobody's. */
  #sameSession(sealed: SealedSession | null): void {
    if (this.#closed || this.#sealed !== sealed) throw new AppError('cancelled', 'The workspace was left meanwhile.');
  }

  /** The client for the workspace's present address; a new one when the embedded workspace moved to another port. */
  async #connect(): Promise<Connection> {
    const chosen = this.#chosen;
    const sealed = this.#sealed;
    if (!chosen || !sealed) throw new AppError('not_signed_in', 'No workspace is chosen.');
    const address = await this.#deps.addressOf(chosen);
    this.#sameSession(sealed);
    if (this.#connection?.url === address.url) return this.#connection;
    void this.#connection?.client.auth.stopAutoRefresh();
    const client = this.#deps.connect(address, sealed.storage);
    const connection = { url: address.url, client };
    this.#connection = connection;
    client.auth.onAuthStateChange((event) => {
      if (this.#connection !== connection || !this.#profile) return;
      if (event === 'SIGNED_OUT') this.#end();
      if (event === 'TOKEN_REFRESHED') void this.#verify();
    });
    return connection;
  }

  /** The server took the session back: reading what is here goes on, everything else asks for a new sign-in. */
  #end(): void {
    if (this.#ended || !this.#profile) return;
    this.#ended = true;
    this.#deps.log('session.ended');
    this.#announce();
  }

  /** Asks the workspace who this is, once it can be reached: roles and organizations may have changed. */
  async #verify(): Promise<void> {
    const sealed = this.#sealed;
    if (!sealed || this.#verifying === sealed) return;
    this.#verifying = sealed;
    try {
      await this.#look();
    } catch (error) {
      this.#deps.log('session.not-verified', { code: error instanceof AppError ? error.code : 'internal' });
    } finally {
      if (this.#verifying === sealed) this.#verifying = null;
    }
  }

  /** Takes over where the person belongs by what the workspace says now. */
  async #look(): Promise<void> {
    const sealed = this.#sealed;
    const { memberships } = await (await this.#remote()).whoAmI();
    const profile = this.#profile;
    if (!profile || this.#sealed !== sealed) return;
    sealed?.setProfile(inOrganization({ ...profile, memberships }));
    this.#announce();
  }
}

/** A profile whose organization is one of its memberships, the first where the last one is gone, under the name used there. */
function inOrganization(profile: Profile): Profile {
  const { memberships, user } = profile;
  const member = memberships.find((one) => one.organizationId === profile.organizationId) ?? memberships[0];
  return { ...profile, organizationId: member?.organizationId ?? null, user: { ...user, displayName: member?.displayName ?? user.email } };
}

/** What a promise gives, or null where it takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(resolve, milliseconds, null)));
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}
