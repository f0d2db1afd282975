import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { AppError } from '../../../core/contract/errors.ts';
import type { Session } from '../../../core/contract/routes/session.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { readJson, writeJson } from '../settings/json-file.ts';
import { arrive } from './arrive.ts';
import { Connection } from './connection.ts';
import type { Desk, OutboxDesk } from './desk.ts';
import { LeftOrganizations } from './left-organizations.ts';
import { OneStore } from './one-store.ts';
import { inOrganization, type Profile } from './profile.ts';
import type { SealedSession } from './sealed-session.ts';
import { Sealing } from './sealing.ts';
import type { OpenedStore, SessionDeps } from './session-deps.ts';
import { viewOf } from './session-view.ts';
import { signInWith } from './sign-in.ts';
import { unsentAt, type Place } from './unsent.ts';
import { within } from './within.ts';
import { chosenWorkspaceSchema, workspaceId, type ChosenWorkspace } from './workspace-ref.ts';

/** Five seconds leave a slow network its time; supabase-js itself goes on trying for up to 25. */
const PATIENCE_MS = 5_000;

/**
 * Who is signed in where. Three things live apart: the workspace that was chosen, the sealed session, and the cache of
 * the person; losing one never destroys another.
 */
export class SessionManager {
  readonly #deps: SessionDeps;
  readonly #sealing: Sealing;
  readonly #connection: Connection;
  readonly #stores: OneStore;
  readonly #left: LeftOrganizations;
  #chosen: ChosenWorkspace | null = null;
  #sealed: SealedSession | null = null;
  /** Whose verification is under way. */
  #verifying: SealedSession | null = null;
  #ended = false;
  #closed = false;
  /** A sign-out is under way: a store that is asked for now would be made anew behind the wipe. */
  #signingOut = false;
  #callsOnDevice = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#sealing = new Sealing(deps);
    this.#stores = new OneStore(deps);
    this.#left = new LeftOrganizations(deps, this.#stores, () => {
      const place = this.#place();
      return place && this.#profile ? { place, memberships: this.#profile.memberships } : null;
    });
    this.#connection = new Connection(deps.connect, { ended: () => this.#end(), renewed: () => void this.#verify() });
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
    return viewOf({ chosen: this.#chosen, profile: this.#profile, ended: this.#ended, keeping: this.#sealing.keeping, callsOnDevice: this.#callsOnDevice });
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
    const client = await this.#client();
    const sealed = this.#sealed;
    const profile = await signInWith(client, email, password, { ...this.#deps, patienceMs: this.#patience });
    this.#sameSession(sealed);
    const last = this.#profile?.user.id === profile.user.id ? this.#profile.organizationId : null;
    this.#ended = false;
    this.#left.reset();
    sealed?.setProfile(inOrganization({ ...profile, organizationId: last ?? profile.organizationId }));
    this.#deps.log('session.signed-in', { memberships: profile.memberships.length });
    if (profile.memberships.length === 0) void this.#left.forget();
    return this.#announce();
  }

  /**
   * Ends the session on this device; the server is told where it can be reached. Rejects `conflict` before anything
   * happens where the wipe would lose operations, or something that cannot be read and may be some; and where the cache was
   * to be wiped and could not be: then the person is signed out all the same.
   */
  async signOut(wipeCache: boolean, discardUnsent: boolean): Promise<Session> {
    const place = wipeCache ? this.#place() : null;
    if (place && !discardUnsent) await this.#refuseToLose(place);
    const client = this.#connection.drop();
    const wiped = place ? this.#stores.destroy(...place) : null;
    wiped?.catch(() => undefined);
    if (!wiped) void this.#stores.close();
    this.#signingOut = true;
    try {
      if (client) await within(this.#patience, client.auth.signOut({ scope: 'local' })).catch(() => undefined);
      this.#sealed?.clear();
    } finally {
      this.#signingOut = false;
    }
    this.#ended = false;
    this.#left.reset();
    this.#callsOnDevice = 0;
    this.#deps.log('session.signed-out', { wipeCache });
    await this.#stores.close();
    const session = this.#announce();
    await wiped;
    return session;
  }

  async #refuseToLose(place: Place): Promise<void> {
    const sealed = this.#sealed;
    const { count, unread } = await unsentAt(place, this.#stores, this.#deps);
    this.#sameSession(sealed);
    if (count > 0 || unread) throw new AppError('conflict', 'There are operations that were not sent, or may be.', { unsent: count, unread });
  }

  /** Asks the workspace anew where the person belongs. Rejects where it cannot be asked. */
  async refresh(): Promise<Session> {
    if (!this.#profile) throw new AppError('not_signed_in', 'Nobody is signed in.');
    await this.#look();
    return this.current();
  }

  /** Founds an organization, and takes the person there. Asking twice with one id founds one. */
  async foundOrganization(organization: { id: string; name: string; displayName: string | null }): Promise<Session> {
    await (await this.#remote()).createOrganization(organization);
    await this.#look();
    return this.chooseOrganization(organization.id);
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
    if (agreed) this.#sealing.acceptPlain(this.#sealed);
    return this.#announce();
  }

  /** What a request about calls works with; rejects `not_signed_in` or `no_organization`. */
  async desk(): Promise<Desk> {
    const profile = this.#profile;
    if (!profile) throw new AppError('not_signed_in', 'Nobody is signed in.');
    if (!profile.organizationId) throw new AppError('no_organization', 'A member of no organization.');
    return { ...(await this.#deskOf(profile)), organizationId: profile.organizationId };
  }

  /** The same for the outbox: whoever belongs nowhere any more still reads, exports and discards what he did and nobody has yet. */
  async outboxDesk(): Promise<OutboxDesk> {
    const profile = this.#profile;
    if (!profile) throw new AppError('not_signed_in', 'Nobody is signed in.');
    if (!profile.organizationId && !(await this.#left.holdUnsent())) throw new AppError('no_organization', 'A member of no organization.');
    return this.#deskOf(profile);
  }

  async #deskOf(profile: Profile): Promise<OutboxDesk> {
    const sealed = this.#sealed;
    const opened = await this.#store();
    this.#left.tidy(opened);
    const { store, directory, keyHex } = opened;
    return {
      userId: profile.user.id,
      nameIn: (organizationId) => profile.memberships.find((one) => one.organizationId === organizationId)?.displayName ?? null,
      store,
      isEmbedded: this.#chosen?.kind === 'embedded',
      vault: { directory, keyHex },
      // A desk that outlives its person or workspace speaks for nobody: what lies on it is not the next one's to send.
      remote: async () => {
        const isLeft = (): boolean => this.#sealed !== sealed || this.#profile?.user.id !== profile.user.id;
        const remote = isLeft() ? null : await this.#remote();
        if (remote === null || isLeft()) throw new AppError('cancelled', 'The person or the workspace was left meanwhile.');
        return remote;
      },
    };
  }

  /** Counts what is kept, for the screens that offer it. */
  async countOnDevice(): Promise<void> {
    const profile = this.#profile;
    if (!profile) return;
    const { organizationId } = profile;
    const details = organizationId === null ? 0 : (await (await this.#store()).store.status({ organizationId })).details;
    if (details === this.#callsOnDevice) return;
    this.#callsOnDevice = details;
    this.#announce();
  }

  /** Lets go of files and timers before the app quits. Nothing opens or connects any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#leave();
    await this.#stores.close();
  }

  get #profile(): Profile | null {
    return this.#sealed?.content.profile ?? null;
  }

  #enter(chosen: ChosenWorkspace): void {
    this.#chosen = chosen;
    this.#sealed = this.#sealing.of(chosen);
    const { profile, tokens } = this.#sealed.load();
    this.#ended = profile !== null && Object.keys(tokens).length === 0;
    if (chosen.kind === 'embedded') this.#deps.startEmbedded();
    if (profile && !this.#ended) void this.#verify();
  }

  #leave(): void {
    this.#connection.drop();
    void this.#stores.close();
    this.#ended = false;
    this.#left.reset();
    this.#callsOnDevice = 0;
    if (this.#chosen?.kind === 'embedded') this.#deps.stopEmbedded();
  }

  #announce(): Session {
    const session = this.current();
    this.#deps.changed(session);
    return session;
  }

  #store(): Promise<OpenedStore> {
    const place = this.#place();
    return place ? this.#stores.of(...place) : Promise.reject(new AppError('not_signed_in', 'Nobody is signed in.'));
  }

  /** Whose store it is: the workspace and the person. */
  #place(): Place | null {
    const profile = this.#profile;
    return this.#chosen && profile && !this.#closed && !this.#signingOut ? [workspaceId(this.#chosen), profile.user.id] : null;
  }

  get #patience(): number {
    return this.#deps.patienceMs ?? PATIENCE_MS;
  }

  async #remote(): Promise<Remote> {
    if (this.#ended) throw new AppError('not_signed_in', 'The session has ended.');
    const client = await this.#client();
    const sealed = this.#sealed;
    const answer = await within(this.#patience, client.auth.getSession());
    this.#sameSession(sealed);
    const session = answer?.data.session;
    if (session && session.user.id === this.#profile?.user.id) return this.#deps.remoteOf(client);
    if (!session && Object.keys(sealed?.content.tokens ?? {}).length > 0) throw new AppError('offline', 'The session could not be renewed.');
    this.#end();
    throw new AppError('not_signed_in', 'The session has ended.');
  }

  /** Answers that come after the workspace was left are nobody's. */
  #sameSession(sealed: SealedSession | null): void {
    if (this.#closed || this.#sealed !== sealed) throw new AppError('cancelled', 'The workspace was left meanwhile.');
  }

  /** The client of the chosen workspace, once its address is known. */
  async #client(): Promise<SupabaseClient> {
    const chosen = this.#chosen;
    const sealed = this.#sealed;
    if (!chosen || !sealed) throw new AppError('not_signed_in', 'No workspace is chosen.');
    const address = await this.#deps.addressOf(chosen);
    this.#sameSession(sealed);
    return this.#connection.to(address, sealed.storage);
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
    if (!sealed || !this.#profile || this.#verifying === sealed) return;
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
    const { userId, memberships } = await arrive(await this.#remote(), this.#deps.log);
    const profile = this.#profile;
    // Somebody else may have signed in while the workspace was asked.
    if (profile?.user.id !== userId || this.#sealed !== sealed) return;
    sealed?.setProfile(inOrganization({ ...profile, memberships }));
    const forgetting = this.#left.forget();
    this.#announce();
    await forgetting;
    await this.countOnDevice().catch(() => undefined);
  }
}
