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

/** What an outbox says that has something to send, where the workspace is there. */
const outboxState = ({ state, waiting, sending, parked }: OutboxState): SyncState => {
  if (parked > 0) return 'decide';
  if (waiting + sending === 0) return 'refused';
  return state === 'sending' ? 'syncing' : 'waiting';
};

/** What the chip speaks of: first what keeps the workspace away, then what a person has to look at, then what is under way. */
export const syncStateOf = ({ workspace, hasEnded, online, outbox }: Known): SyncState => {
  if (workspace !== undefined && workspace !== 'ready' && workspace !== 'off') return workspace;
  const holds = outbox !== undefined && unsentOf(outbox) > 0;
  if (hasEnded || (holds && outbox.state === 'sign-in-needed')) return 'ended';
  if (!online || (holds && outbox.state === 'cut-off')) return 'offline';
  return holds ? outboxState(outbox) : 'synced';
};
