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

type Away = 'offline' | 'ended' | 'starting' | 'restarting' | 'failed';

/** Why the workspace is away, and how many changes wait on this device meanwhile. */
const awayWords = (state: Away, unsent: number, lastReadAt: string | null, t: TFunction, language: Language): string => {
  if (unsent > 0) return t(state === 'offline' ? 'sync.offlineWaiting' : state === 'ended' ? 'sync.endedWaiting' : 'sync.notConnected', { count: unsent });
  return state === 'offline' && lastReadAt !== null ? t('sync.offlineSince', { time: formatByAge(lastReadAt, language) }) : t(`sync.${state}`);
};

/** The chip's line. */
export const syncWords = ({ state, outbox, batch, lastReadAt }: Words, t: TFunction, language: Language): string => {
  const { waiting, sending, parked, failed } = outbox ?? { waiting: 0, sending: 0, parked: 0, failed: 0 };
  switch (state) {
    case 'synced':
      return t('sync.synced');
    case 'syncing':
      return t('sync.syncing', { n: placeIn(batch, { sending }), total: batch.total });
    case 'decide':
      return t('sync.decide', { count: parked });
    case 'refused':
      return t('sync.refused', { count: failed });
    case 'waiting':
      return t('sync.waiting', { count: waiting + sending });
    default:
      return awayWords(state, waiting + sending + parked + failed, lastReadAt, t, language);
  }
};

/** How things stand between this device and the workspace, in a line; and what of it is said aloud: a state once, and no counting. */
export const useSync = (): { state: SyncState; unsent: number; word: string; said: string } => {
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
  return { state, unsent: outbox ? unsentOf(outbox) : 0, word, said: said.word };
};
