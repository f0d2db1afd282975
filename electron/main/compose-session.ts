import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Session } from '../../core/contract/routes/session.ts';
import type { Log } from './log/log.ts';
import { sealedRecordings } from './media/recording-shelves.ts';
import type { Keyring, OpenedStore } from './session/session-deps.ts';
import { SessionManager } from './session/session-manager.ts';
import { readJson, writeJson } from './settings/json-file.ts';
import { openKeyring } from './shell/keyring.ts';
import { loadDataKey, storePathOf, unreadJournals, type SecretBox } from './store/key-ring.ts';
import { createStoreClient, type StorePort } from './store/store-client.ts';
import type { WorkspaceSupervisor } from './workspace/supervisor.ts';

export interface SessionParts {
  readonly userData: string;
  readonly log: Log;
  readonly supervisor: WorkspaceSupervisor;
  readonly changed: (session: Session) => void;
  /** Lets go of what was opened with a store's key; settles when nothing is written beside the store any more. */
  readonly letGo: () => Promise<void>;
  /** Settles when the window has drawn its first frame; nothing reaches for the workspace before. */
  readonly painted: Promise<void>;
  /** Starts the store's process, or hands over one that was started ahead. */
  readonly startStore: () => StorePort;
  /** A request reached the workspace, or did not. */
  readonly reached: (online: boolean) => void;
  /** The keyring was asked, and this is what it is. */
  readonly keyringOpened: (keyring: Keyring) => void;
}

/** Asks the keyring, then builds the session on it. Call it once the window stands: a locked keyring blocks. */
export function composeSession({ userData, log, supervisor, painted, startStore, changed, letGo, reached, keyringOpened }: SessionParts): SessionManager {
  const consentFile = join(userData, 'keyring.json');
  const consent = readJson(consentFile, z.object({ plainAccepted: z.boolean() }));
  const keyring = openKeyring(consent?.plainAccepted === true, () => writeJson(consentFile, { plainAccepted: true }));
  keyringOpened(keyring);
  log.info('keyring', { backend: keyring.backend, sealed: keyring.available, plain: keyring.plain });
  const box: SecretBox = {
    get available() {
      return keyring.available || keyring.plain;
    },
    backend: keyring.backend,
    seal: (text) => keyring.seal(text),
    open: (sealed) => keyring.open(Buffer.from(sealed)),
  };
  const remote = lazyRemote();
  const directoryOf = (workspace: string, userId: string): string => join(userData, 'store', folderOf(workspace, userId));
  return new SessionManager({
    userData,
    keyring,
    addressOf: async (chosen) => {
      await painted;
      await remote.load();
      if (chosen.kind === 'project') return { url: chosen.url, key: chosen.key };
      const { url, publishableKey } = await supervisor.endpoint();
      return { url, key: publishableKey };
    },
    startEmbedded: () => void supervisor.startAfter(painted),
    stopEmbedded: () => void supervisor.stop(),
    connect: (address, storage) => remote.get().createRemoteClient(address, storage, { reached }),
    remoteOf: (client) => remote.get().createSupabaseRemote(client),
    hasStore: (workspace, userId) => holdsFiles(directoryOf(workspace, userId)),
    holdsUnread: (workspace, userId, keyHex) => unreadJournals(directoryOf(workspace, userId), keyHex).length > 0,
    openStore: (workspace, userId) => openStore(directoryOf(workspace, userId), { box, startStore, log, letGo }),
    destroyStore: (workspace, userId) => destroyStore(directoryOf(workspace, userId)),
    changed,
    log: (event, details) => log.info(event, details),
  });
}

/** supabase-js takes some 40 ms to load; it comes when an address is asked for, which is after the first paint. */
function lazyRemote() {
  const parts = () => Promise.all([import('./remote/client.ts'), import('./remote/supabase-remote.ts')]);
  let loaded: Awaited<ReturnType<typeof parts>> | null = null;
  return {
    load: async (): Promise<void> => {
      loaded ??= await parts();
    },
    get: () => {
      if (!loaded) throw new Error('The remote was asked for before it was loaded.');
      const [{ createRemoteClient }, { createSupabaseRemote }] = loaded;
      return { createRemoteClient, createSupabaseRemote };
    },
  };
}

/** One folder a workspace and person, whose name says neither. */
const folderOf = (workspace: string, userId: string): string => createHash('sha256').update(`${workspace}/${userId}`).digest('hex').slice(0, 24);

const holdsFiles = (directory: string): boolean => existsSync(directory) && readdirSync(directory).length > 0;

async function openStore(directory: string, { box, startStore, log, letGo }: Pick<SessionParts, 'startStore' | 'log' | 'letGo'> & { box: SecretBox }): Promise<OpenedStore> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const key = loadDataKey(directory, box);
  const client = createStoreClient({
    spawn: startStore,
    onRestart: ({ state, error, opened }) => log.warn('store.process', { state, code: error?.code ?? null, file: opened?.state ?? null, recovered: opened?.recovered ?? null }),
  });
  const opened = await client.open({ path: storePathOf(directory, key), keyHex: key.state === 'memory' ? null : key.keyHex });
  log.info('store.opened', { key: key.state, file: opened.state, recovered: opened.recovered, outOfReach: key.outOfReach.length });
  return {
    store: client.store,
    directory: key.state === 'memory' ? null : directory,
    keyHex: key.keyHex,
    keepOnly: async (organizationIds) => {
      const held = await client.store.listOrganizations({});
      const left = held.organizationIds.filter((id) => !organizationIds.includes(id));
      for (const organizationId of left) await client.store.deleteOrganization({ organizationId });
      if (left.length > 0) log.info('store.organizations-left', { count: left.length });
      if (key.state !== 'memory') await sealedRecordings(directory, key.keyHex).keepOnly(organizationIds);
    },
    close: async () => {
      await letGo();
      await client.stop();
    },
  };
}

/** The key goes first: a wipe that is interrupted leaves only what nobody can read. */
function destroyStore(directory: string): void {
  rmSync(join(directory, 'key.json'), { force: true });
  rmSync(directory, { recursive: true, force: true });
}
