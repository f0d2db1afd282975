import type { Session } from '../../../core/contract/routes/session.ts';
import type { Profile } from './profile.ts';
import { toRef, type ChosenWorkspace } from './workspace-ref.ts';

/** What is known of the session in main. */
export interface SessionState {
  readonly chosen: ChosenWorkspace | null;
  readonly profile: Profile | null;
  readonly ended: boolean;
  readonly keeping: Session['keeping'];
  readonly callsOnDevice: number;
}

/** The session as the page sees it: no key, no token, no address but the host. */
export function viewOf({ chosen, profile, ended, keeping, callsOnDevice }: SessionState): Session {
  return {
    status: !chosen ? 'no-workspace' : !profile ? 'signed-out' : ended ? 'ended' : 'signed-in',
    workspace: chosen ? toRef(chosen) : null,
    user: profile?.user ?? null,
    memberships: profile?.memberships ?? [],
    organizationId: profile?.organizationId ?? null,
    keeping,
    callsOnDevice,
  };
}
