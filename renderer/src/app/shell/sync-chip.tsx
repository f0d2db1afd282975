import { Button, Popover } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { request } from '../../bridge/request.ts';
import { useNetwork } from '../../bridge/use-network.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import classes from './sync-chip.module.css';

type State = 'synced' | 'offline' | 'ended' | 'starting' | 'restarting' | 'failed';

const useSyncState = (): State => {
  const { online } = useNetwork();
  const state = useQuery(appQueries.workspace).data?.state;
  const hasEnded = useQuery(appQueries.session).data?.status === 'ended';
  if (state === 'starting' || state === 'restarting' || state === 'failed') return state;
  if (hasEnded) return 'ended';
  return online ? 'synced' : 'offline';
};

/** Says whether the workspace answers. A change is announced once; pressing tells what is safe on this device. */
export const SyncChip = (): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useSyncState();
  const { lastReadAt } = useNetwork();
  const { data: held } = useQuery({
    queryKey: ['calls', 'held'],
    queryFn: () => request('calls.getCacheStatus', {}),
  });
  const time = lastReadAt === null ? null : formatByAge(lastReadAt, language);
  const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
  const warn = state !== 'synced';
  const word = state === 'offline' && time !== null ? t('sync.offlineSince', { time }) : t(`sync.${state}`);
  return (
    <Popover position="bottom-end" width={320}>
      <Popover.Target>
        <ChipButton data-warn={warn || undefined} aria-label={word}>
          {state === 'synced' && <IconCloudCheck {...icon} />}
          {(state === 'offline' || state === 'ended' || state === 'failed') && <IconCloudOff {...icon} />}
          {(state === 'starting' || state === 'restarting') && <IconRefresh {...icon} />}
          <span role="status">{word}</span>
        </ChipButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.tray} aria-label={t('sync.title')}>
        <h2 className={classes.title}>{word}</h2>
        <p className={classes.text}>{t(`sync.text.${state}`)}</p>
        {held && (
          <p className={classes.text}>
            {t('sync.held', { count: held.calls, n: formatNumber(held.calls, language), size: formatBytes(held.bytes, language) })}
          </p>
        )}
        {state === 'failed' && (
          <Button variant="filled" onClick={() => void request('app.restartWorkspace', {})}>
            {t('sync.restart')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
};
