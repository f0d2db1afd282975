import type { Remote } from '../../../core/remote/remote.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';

/** What a request about calls works with. */
export interface Desk {
  readonly userId: string;
  readonly organizationId: string;
  /** The name under which the person's colleagues in an organization know him. */
  readonly nameIn: (organizationId: string) => string | null;
  readonly store: LocalStore;
  readonly isEmbedded: boolean;
  readonly vault: { readonly directory: string | null; readonly keyHex: string };
  /** Rejects `offline`, `workspace_unavailable` or `not_signed_in`. */
  readonly remote: () => Promise<Remote>;
}

/** What the outbox works with: it holds what a person did in every organization, those he has left included. */
export type OutboxDesk = Omit<Desk, 'organizationId'>;
