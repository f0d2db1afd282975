import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { toAppError } from '../../bridge/request.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FoundOrganization } from './found-organization.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** Signed in, but a member of no organization: an admin adds or invites the person, or he founds one of his own. */
export const NoOrganizationScreen = ({ session }: { session: Session }): React.JSX.Element => {
  const { t } = useTranslation();
  const { refresh, signOut } = useSessionActions();
  const [isFounding, setFounding] = useState(false);
  const failure = refresh.error ?? signOut.error;
  if (isFounding) {
    return (
      <main className={classes.page}>
        <FoundOrganization onBack={() => setFounding(false)} />
      </main>
    );
  }
  return (
    <main className={classes.page}>
      <EmptyState
        heading="h1"
        icon={<IconUsersGroup size={20} stroke={1.5} />}
        title={t('organization.noneTitle')}
        actions={
          <>
            <Button variant="filled" data-testid="look-again" loading={refresh.isPending} onClick={() => refresh.mutate()}>
              {t('common.again')}
            </Button>
            <Button onClick={() => setFounding(true)}>{t('organization.foundTitle')}</Button>
            <Button data-testid="sign-out" loading={signOut.isPending} onClick={() => signOut.mutate({ wipeCache: false, discardUnsent: false })}>
              {t('signOut.menu')}
            </Button>
          </>
        }
      >
        {t('organization.noneText', { email: session.user?.email ?? '' })}
        {failure && (
          <span className={classes.failure} role="alert">
            {t(`error.${toAppError(failure).code}`)}
          </span>
        )}
      </EmptyState>
    </main>
  );
};
