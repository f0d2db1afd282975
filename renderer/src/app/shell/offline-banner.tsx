import { CloseButton } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetwork } from '../../bridge/use-network.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatByAge } from '../../lib/format-time.ts';
import classes from './offline-banner.module.css';
import { useSafeWords } from './use-safe-words.ts';

/** One line under the title bar while the workspace is out of reach; once closed it stays away for this session. */
export const OfflineBanner = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { online, lastReadAt } = useNetwork();
  const safe = useSafeWords();
  const [isClosed, setClosed] = useState(false);
  if (online || isClosed) return null;
  const time = lastReadAt === null ? null : formatByAge(lastReadAt, language);
  const since = time === null ? t('banner.offline') : t(safe === '' ? 'banner.offlineSince' : 'banner.offlineShort', { time });
  return (
    <section className={classes.root} aria-label={t('sync.title')}>
      <IconCloudOff size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text} title={since + safe}>
        {since}
        {safe}
      </span>
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
