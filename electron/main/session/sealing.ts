import { join } from 'node:path';
import type { Session } from '../../../core/contract/routes/session.ts';
import { SealedSession } from './sealed-session.ts';
import type { SessionDeps } from './session-deps.ts';
import { workspaceId, type ChosenWorkspace } from './workspace-ref.ts';

/** How sessions are kept over a restart on this system, and where. */
export class Sealing {
  readonly #deps: Pick<SessionDeps, 'userData' | 'keyring' | 'log'>;

  constructor(deps: Pick<SessionDeps, 'userData' | 'keyring' | 'log'>) {
    this.#deps = deps;
  }

  get keeping(): Session['keeping'] {
    if (this.#deps.keyring.available) return 'sealed';
    return this.#deps.keyring.plain ? 'plain' : 'memory';
  }

  /** The session of a workspace, which is read when it is loaded. */
  of(chosen: ChosenWorkspace): SealedSession {
    const { userData, keyring, log } = this.#deps;
    const file = join(userData, 'sessions', `${workspaceId(chosen)}.sealed`);
    return new SealedSession(file, keyring, this.keeping !== 'memory', (error) =>
      log('session.not-kept', { reason: error instanceof Error ? error.message : String(error) }),
    );
  }

  /** The person agreed to a session on disk without a keyring: keeps this one there too, where that is possible. */
  acceptPlain(sealed: SealedSession | null): void {
    if (this.#deps.keyring.available) return;
    this.#deps.keyring.acceptPlain();
    if (this.keeping !== 'memory') sealed?.persist();
  }
}
