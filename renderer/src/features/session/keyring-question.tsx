import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import classes from './keyring-question.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** Where the system has no keyring, the person decides whether the session may outlive the app. */
export const KeyringQuestion = ({ session }: { session: Session }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const [answered, setAnswered] = useState(false);
  const { keepWithoutKeyring } = useSessionActions();
  if (session.status !== 'signed-in' || session.keeping !== 'memory' || answered) return null;
  return (
    <section className={classes.root} aria-label={t('keyring.title')}>
      <IconKey size={16} stroke={1.6} aria-hidden="true" />
      <p className={classes.text}>
        <strong>{t('keyring.title')}</strong> {t('keyring.text')}
      </p>
      <Button
        onClick={() => {
          setAnswered(true);
          keepWithoutKeyring.mutate(false);
        }}
      >
        {t('keyring.memory')}
      </Button>
      <Button variant="subtle" onClick={() => keepWithoutKeyring.mutate(true)}>
        {t('keyring.plain')}
      </Button>
    </section>
  );
};
