import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxState } from '../../../../core/contract/routes/outbox.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { unsentOf } from '../../bridge/unsent.ts';
import { useNetwork } from '../../bridge/use-network.ts';
import { NO_BATCH, nextBatch, placeIn, type Batch } from '../../features/outbox/batch.ts';
import { useLanguage } from '../../i18n/index.ts';
import type { Language } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { syncStateOf, type SyncState } from './sync-state.ts';

interface Words {
  readonly state: SyncState;
  readonly outbox: OutboxState | undefined;
  readonly batch: Batch;
  readonly lastReadAt: string | null;
}

/** The chip's line. What is offline or not connected says how many changes wait on this device. */
export const syncWords = ({ state, outbox, batch, lastReadAt }: Words, t: TFunction, language: Language): string => {
  const unsent = outbox ? unsentOf(outbox) : 0;
  if (state === 'syncing' && outbox) return t('sync.syncing', { n: placeIn(batch, outbox), total: batch.total });
  if (state === 'decide') return t('sync.decide', { count: outbox?.parked ?? 0 });
  if (state === 'refused') return t('sync.refused', { count: outbox?.failed ?? 0 });
  if (state === 'waiting') return t('sync.waiting', { count: unsent });
  if (unsent > 0 && state === 'offline') return t('sync.offlineWaiting', { count: unsent });
  if (unsent > 0 && state === 'ended') return t('sync.endedWaiting', { count: unsent });
  if (unsent > 0 && state !== 'synced') return t('sync.notConnected', { count: unsent });
  if (state === 'offline' && lastReadAt !== null) return t('sync.offlineSince', { time: formatByAge(lastReadAt, language) });
  return t(`sync.${state as 'synced' | 'offline' | 'ended' | 'starting' | 'restarting' | 'failed'}`);
};

/** How things stand between this device and the workspace, in a line; and what of it is said aloud: a state once, and no counting. */
export const useSync = (): { state: SyncState; word: string; said: string } => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { online, lastReadAt } = useNetwork();
  const workspace = useQuery(appQueries.workspace).data?.state;
  const hasEnded = useQuery(appQueries.session).data?.status === 'ended';
  const { data: outbox } = useQuery(appQueries.outbox);
  const [seen, setSeen] = useState<{ outbox: OutboxState | undefined; batch: Batch }>({ outbox: undefined, batch: NO_BATCH });
  const batch = outbox && outbox !== seen.outbox ? nextBatch(seen.batch, outbox) : seen.batch;
  if (outbox !== seen.outbox) setSeen({ outbox, batch });
  const state = syncStateOf({ workspace, hasEnded, online, outbox });
  const word = syncWords({ state, outbox, batch, lastReadAt }, t, language);
  const [said, setSaid] = useState({ state, word, language });
  if (said.state !== state || said.language !== language) setSaid({ state, word, language });
  return { state, word, said: said.word };
};
