import { CloseButton } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetwork } from '../../bridge/use-network.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatByAge } from '../../lib/format-time.ts';
import classes from './offline-banner.module.css';

/** One line under the title bar while the workspace is out of reach; closable until the next time. */
export const OfflineBanner = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { online, lastReadAt } = useNetwork();
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const outage = lastReadAt ?? 'never';
  if (online || closedFor === outage) return null;
  return (
    <section className={classes.root} aria-label={t('sync.title')}>
      <IconCloudOff size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text}>
        {lastReadAt === null
          ? t('banner.offline')
          : t('banner.offlineSince', { time: formatByAge(lastReadAt, language) })}
      </span>
      <CloseButton size={24} iconSize={14} aria-label={t('common.close')} onClick={() => setClosedFor(outage)} />
    </section>
  );
};
