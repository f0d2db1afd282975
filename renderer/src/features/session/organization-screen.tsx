import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { AppMark } from '../../ui/glyphs.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** Signed in, but not yet in an organization: choose one, or learn that there is none. */
export const OrganizationScreen = ({ session }: { session: Session }): React.JSX.Element => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { chooseOrganization, signOut } = useSessionActions();
  if (session.memberships.length === 0) {
    return (
      <main className={classes.page}>
      <EmptyState
        heading="h1"
        icon={<IconUsersGroup size={20} stroke={1.5} />}
        title={t('organization.noneTitle')}
        actions={
          <>
            <Button
              variant="filled"
              onClick={() => void client.invalidateQueries({ queryKey: appQueries.session.queryKey })}
            >
              {t('organization.again')}
            </Button>
            <Button onClick={() => signOut.mutate(false)}>{t('signOut.menu')}</Button>
          </>
        }
      >
        {t('organization.noneText', { email: session.user?.email ?? '' })}
      </EmptyState>
      </main>
    );
  }
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.head}>
          <AppMark size={32} />
          <div>
            <h1 className={classes.title}>{t('organization.title')}</h1>
            <div className={classes.where}>{session.user?.email}</div>
          </div>
        </div>
        <ul className={`${classes.card} ${classes.people}`}>
          {session.memberships.map((membership) => (
            <li key={membership.organizationId}>
              <button
                type="button"
                className={classes.person}
                onClick={() => chooseOrganization.mutate(membership.organizationId)}
              >
                <span className={classes.personName}>{membership.organizationName}</span>
                <span className={classes.personRole}>{t(`role.${membership.role}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
};
