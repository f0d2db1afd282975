import type { SupabaseClient } from '@supabase/supabase-js';
import type { Session } from '../../../core/contract/routes/session.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import type { SessionBox, TokenStorage } from './sealed-session.ts';
import type { ChosenWorkspace } from './workspace-ref.ts';

/** An opened cache of one person, with the ways to let it go. */
export interface OpenedStore {
  readonly store: LocalStore;
  /** Folder and key for sealed files beside the store; the folder is null where nothing may reach the disk. */
  readonly directory: string | null;
  readonly keyHex: string;
  close(): Promise<void>;
  /** Removes what is kept of every other organization, recordings too. */
  keepOnly(organizationIds: readonly string[]): Promise<void>;
}

export interface Keyring extends SessionBox {
  /** Accepts Chromium's fixed password as a seal, because the person said so. */
  acceptPlain(): void;
  readonly plain: boolean;
}

export interface WorkspaceAddress {
  readonly url: string;
  readonly key: string;
}

export interface SessionDeps {
  readonly userData: string;
  readonly keyring: Keyring;
  /** Address and public key of a workspace; waits for the embedded one to be up. */
  readonly addressOf: (chosen: ChosenWorkspace) => Promise<WorkspaceAddress>;
  readonly startEmbedded: () => void;
  readonly stopEmbedded: () => void;
  readonly connect: (address: WorkspaceAddress, storage: TokenStorage) => SupabaseClient;
  readonly remoteOf: (client: SupabaseClient) => Remote;
  readonly openStore: (workspace: string, userId: string) => Promise<OpenedStore>;
  /** Whether anything of a person's store lies on this device. */
  readonly hasStore: (workspace: string, userId: string) => boolean;
  /**
   * Whether something lies there that may be unsent and that a store opened with this key does not read; null is no key,
   * which reads nothing.
   */
  readonly holdsUnread: (workspace: string, userId: string, keyHex: string | null) => boolean;
  /** Destroys key and files of a person's store, which is not open. Throws where that fails. */
  readonly destroyStore: (workspace: string, userId: string) => void;
  readonly changed: (session: Session) => void;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
  /** How long a request waits for a session to be renewed before the cache answers, in milliseconds. */
  readonly patienceMs?: number;
}
