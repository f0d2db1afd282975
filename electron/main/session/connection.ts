import type { SupabaseClient } from '@supabase/supabase-js';
import type { TokenStorage } from './sealed-session.ts';
import type { SessionDeps, WorkspaceAddress } from './session-deps.ts';

/** What a client says of its session. */
export interface ConnectionHears {
  /** The server took it back. */
  readonly ended: () => void;
  readonly renewed: () => void;
}

/** The client for a workspace's present address: the embedded workspace changes its port at a restart. */
export class Connection {
  readonly #connect: SessionDeps['connect'];
  readonly #hears: ConnectionHears;
  #current: { url: string; client: SupabaseClient } | null = null;

  constructor(connect: SessionDeps['connect'], hears: ConnectionHears) {
    this.#connect = connect;
    this.#hears = hears;
  }

  /** The client for this address; a new one where it is another than before. */
  to(address: WorkspaceAddress, storage: TokenStorage): SupabaseClient {
    if (this.#current?.url === address.url) return this.#current.client;
    this.drop();
    const client = this.#connect(address, storage);
    const current = { url: address.url, client };
    this.#current = current;
    client.auth.onAuthStateChange((event) => {
      if (this.#current !== current) return;
      if (event === 'SIGNED_OUT') this.#hears.ended();
      if (event === 'TOKEN_REFRESHED') this.#hears.renewed();
    });
    return client;
  }

  /** Lets the client go and renews its session no more. What it says from now on is nobody's. */
  drop(): SupabaseClient | null {
    const client = this.#current?.client ?? null;
    this.#current = null;
    void client?.auth.stopAutoRefresh();
    return client;
  }
}
