import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './offline-banner.module.css';
import { useSafeWords } from './use-safe-words.ts';

/** One line under the title bar while somebody reads on after the session has ended: why nothing is new, and the way back. */
export const EndedBanner = ({ onSignIn }: { onSignIn: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const safe = useSafeWords();
  return (
    <section className={classes.root} aria-label={t('sync.title')}>
      <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text} title={t('banner.ended') + safe}>
        {t('banner.ended')}
        {safe}
      </span>
      <Button onClick={onSignIn}>{t('signIn.action')}</Button>
    </section>
  );
};
