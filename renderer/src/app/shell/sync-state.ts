import type { OutboxState } from '../../../../core/contract/routes/outbox.ts';
import type { WorkspaceState } from '../../../../core/contract/routes/app.ts';
import { unsentOf } from '../../bridge/unsent.ts';

export type SyncState = 'starting' | 'restarting' | 'failed' | 'ended' | 'offline' | 'decide' | 'syncing' | 'refused' | 'waiting' | 'synced';

interface Known {
  readonly workspace: WorkspaceState['state'] | undefined;
  readonly hasEnded: boolean;
  readonly online: boolean;
  readonly outbox: OutboxState | undefined;
}

/** What the chip speaks of: first what keeps the workspace away, then what a person has to look at, then what is under way. */
export const syncStateOf = ({ workspace, hasEnded, online, outbox }: Known): SyncState => {
  if (workspace === 'starting' || workspace === 'restarting' || workspace === 'failed') return workspace;
  const unsent = outbox ? unsentOf(outbox) : 0;
  if (hasEnded || (unsent > 0 && outbox?.state === 'sign-in-needed')) return 'ended';
  if (!online || (unsent > 0 && outbox?.state === 'cut-off')) return 'offline';
  if (!outbox || unsent === 0) return 'synced';
  if (outbox.parked > 0) return 'decide';
  if (outbox.waiting + outbox.sending > 0) return outbox.state === 'sending' ? 'syncing' : 'waiting';
  return 'refused';
};
