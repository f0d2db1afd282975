import { Button, CloseButton } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../bridge/request.ts';
import { useNetwork } from '../../bridge/use-network.ts';
import { callsQueries } from '../../features/calls/queries.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatByAge } from '../../lib/format-time.ts';
import classes from './offline-banner.module.css';
import { useSafeWords } from './use-safe-words.ts';

/** Asks the workspace again: what waits is sent, and what is on screen is read. */
const useTryNow = () => {
  const client = useQueryClient();
  const read = (what: readonly string[]): Promise<void> => client.refetchQueries({ queryKey: ['calls', ...what], type: 'active' });
  return useMutation({ mutationFn: () => Promise.allSettled([request('outbox.flush', {}), read(['list']), read(['call', 'detail']), read(['moments'])]) });
};

/** One line under the title bar while the workspace is out of reach; once closed it stays away for this session. */
export const OfflineBanner = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { online, lastReadAt } = useNetwork();
  const safe = useSafeWords();
  const tryNow = useTryNow();
  // A start without a network has read nothing itself: what is on this device is as old as it is.
  const { data: held } = useQuery({ ...callsQueries.held, enabled: !online });
  const [isClosed, setClosed] = useState(false);
  if (online || isClosed) return null;
  const readAt = lastReadAt ?? held?.lastReadAt ?? null;
  const time = readAt === null ? null : formatByAge(readAt, language);
  const since = time === null ? t('banner.offline') : t(safe === '' ? 'banner.offlineSince' : 'banner.offlineShort', { time });
  return (
    <section className={classes.root} aria-label={t('sync.title')}>
      <IconCloudOff size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text} title={since + safe}>
        {since}
        {safe}
      </span>
      <Button variant="default" loading={tryNow.isPending} onMouseDown={(event) => event.preventDefault()} onClick={() => tryNow.mutate()}>
        {t('banner.tryNow')}
      </Button>
      <CloseButton
        size={24}
        iconSize={14}
        aria-label={t('common.close')}
        // A press by pointer leaves the focus where the work is: this button is about to go.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setClosed(true)}
      />
    </section>
  );
};
