import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { toAppError } from '../../bridge/request.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** Signed in, but a member of no organization: there is nothing to show until an admin adds the person. */
export const NoOrganizationScreen = ({ session }: { session: Session }): React.JSX.Element => {
  const { t } = useTranslation();
  const { refresh, signOut } = useSessionActions();
  const failure = refresh.error ?? signOut.error;
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
            <Button data-testid="sign-out" loading={signOut.isPending} onClick={() => signOut.mutate(false)}>
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
