import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { AppError } from '../../../core/contract/errors.ts';
import type { Session } from '../../../core/contract/routes/session.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import { readJson, writeJson } from '../settings/json-file.ts';
import { SealedSession, type Profile, type SessionBox } from './sealed-session.ts';
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
  readonly connect: (address: { url: string; key: string }, storage: SealedSession['storage']) => SupabaseClient;
  readonly remoteOf: (client: SupabaseClient) => Remote;
  readonly openStore: (workspace: string, userId: string) => Promise<OpenedStore>;
  readonly changed: (session: Session) => void;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
}

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
  #ended = false;
  #callsOnDevice = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  get #file(): string {
    return join(this.#deps.userData, 'workspace.json');
  }

  /** Reads what the last run left; touches no network. */
  restore(): void {
    this.#chosen = readJson(this.#file, chosenWorkspaceSchema);
    if (!this.#chosen) return;
    this.#sealed = this.#openSealed(this.#chosen);
    this.#sealed.load();
    if (this.#chosen.kind === 'embedded') this.#deps.startEmbedded();
    if (this.#profile) void this.#verify();
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
    this.#chosen = chosen;
    this.#sealed = this.#openSealed(chosen);
    this.#sealed.load();
    if (chosen.kind === 'embedded') this.#deps.startEmbedded();
    if (this.#profile) void this.#verify();
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
    const { data, error } = await client.auth.signInWithPassword({ email, password });
    if (error) throw signInError(error);
    const userId = data.user.id;
    const { memberships } = await this.#deps.remoteOf(client).whoAmI();
    const last = this.#profile?.user.id === userId ? this.#profile.organizationId : null;
    const organization = memberships.find((member) => member.organizationId === last) ?? memberships[0];
    this.#ended = false;
    this.#sealed?.setProfile({
      user: { id: userId, email: data.user.email ?? email, displayName: organization?.displayName ?? email },
      memberships,
      organizationId: organization?.organizationId ?? null,
    });
    this.#deps.log('session.signed-in', { memberships: memberships.length });
    return this.#announce();
  }

  /** Ends the session on this device; the server is told where it can be reached. */
  async signOut(wipeCache: boolean): Promise<Session> {
    const client = this.#connection?.client;
    this.#connection = null;
    if (client) await client.auth.signOut({ scope: 'local' }).catch(() => undefined);
    const opened = this.#profile ? await this.#store().catch(() => null) : null;
    this.#opened = null;
    if (wipeCache) await opened?.destroy();
    else await opened?.close();
    this.#sealed?.clear();
    this.#ended = false;
    this.#callsOnDevice = 0;
    this.#deps.log('session.signed-out', { wipeCache });
    return this.#announce();
  }

  chooseOrganization(organizationId: string): Session {
    const profile = this.#profile;
    const member = profile?.memberships.find((one) => one.organizationId === organizationId);
    if (!profile || !member) throw new AppError('forbidden', 'Not a member of that organization.');
    this.#sealed?.setProfile({ ...profile, organizationId, user: { ...profile.user, displayName: member.displayName ?? profile.user.email } });
    return this.#announce();
  }

  /** The person's answer where the system has no keyring: keep the session on disk all the same, or in memory only. */
  keepWithoutKeyring(agreed: boolean): Session {
    if (agreed && !this.#deps.keyring.available) {
      this.#deps.keyring.acceptPlain();
      this.#sealed?.persist();
    }
    return this.#announce();
  }

  /** What a request about calls works with, or `not_signed_in`. */
  async desk(): Promise<Desk> {
    const profile = this.#profile;
    if (!profile?.organizationId) throw new AppError('not_signed_in', 'Nobody is signed in.');
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
    if (status.calls === this.#callsOnDevice) return;
    this.#callsOnDevice = status.calls;
    this.#announce();
  }

  /** Lets go of files and timers before the app quits. */
  async close(): Promise<void> {
    const opened = await this.#opened?.opening.catch(() => null);
    this.#leave();
    await opened?.close();
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
    return new SealedSession(file, this.#deps.keyring, this.#keeping() !== 'memory');
  }

  #leave(): void {
    void this.#connection?.client.auth.stopAutoRefresh();
    this.#connection = null;
    this.#opened = null;
    this.#ended = false;
    this.#callsOnDevice = 0;
    if (this.#chosen?.kind === 'embedded') this.#deps.stopEmbedded();
  }

  #announce(): Session {
    const session = this.current();
    this.#deps.changed(session);
    return session;
  }

  #store(): Promise<OpenedStore> {
    const profile = this.#profile;
    if (!this.#chosen || !profile) return Promise.reject(new AppError('not_signed_in', 'Nobody is signed in.'));
    const key = `${workspaceId(this.#chosen)}/${profile.user.id}`;
    if (this.#opened?.key !== key) {
      const opening = this.#deps.openStore(workspaceId(this.#chosen), profile.user.id);
      opening.catch(() => {
        if (this.#opened?.opening === opening) this.#opened = null;
      });
      this.#opened = { key, opening };
    }
    return this.#opened.opening;
  }

  async #remote(): Promise<Remote> {
    if (this.#ended) throw new AppError('not_signed_in', 'The session has ended.');
    const { client } = await this.#connect();
    const { data } = await client.auth.getSession();
    if (!data.session) {
      if (this.#sealed?.content.tokens && Object.keys(this.#sealed.content.tokens).length > 0) throw new AppError('offline', 'The session could not be renewed.');
      this.#end();
      throw new AppError('not_signed_in', 'The session has ended.');
    }
    return this.#deps.remoteOf(client);
  }

  /** The client for the workspace's present address; a new one when the embedded workspace moved to another port. */
  async #connect(): Promise<Connection> {
    const chosen = this.#chosen;
    const sealed = this.#sealed;
    if (!chosen || !sealed) throw new AppError('not_signed_in', 'No workspace is chosen.');
    const address = await this.#deps.addressOf(chosen);
    if (this.#connection?.url === address.url) return this.#connection;
    void this.#connection?.client.auth.stopAutoRefresh();
    const client = this.#deps.connect(address, sealed.storage);
    const connection = { url: address.url, client };
    this.#connection = connection;
    client.auth.onAuthStateChange((event) => {
      if (event === 'SIGNED_OUT' && this.#connection === connection && this.#profile) this.#end();
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
    try {
      const remote = await this.#remote();
      const { memberships } = await remote.whoAmI();
      const profile = this.#profile;
      if (!profile) return;
      const still = memberships.find((member) => member.organizationId === profile.organizationId) ?? memberships[0];
      this.#sealed?.setProfile({ ...profile, memberships, organizationId: still?.organizationId ?? null });
      this.#announce();
    } catch (error) {
      this.#deps.log('session.not-verified', { code: error instanceof AppError ? error.code : 'internal' });
    }
  }
}

/** supabase-js names what happened by status and code. */
function signInError(error: { status?: number | undefined; code?: string | undefined; message: string; name: string }): AppError {
  if (error.name === 'AuthRetryableFetchError' || !error.status) return new AppError('offline', error.message);
  if (error.status === 429) return new AppError('rate_limited', error.message);
  if (error.status >= 500) return new AppError('workspace_unavailable', error.message);
  if (error.status === 400 || error.status === 422) return new AppError('invalid_credentials', error.message, { code: error.code ?? '' });
  return new AppError('internal', error.message, { status: error.status });
}
