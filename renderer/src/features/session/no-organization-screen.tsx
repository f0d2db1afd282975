import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { toAppError } from '../../bridge/request.ts';
import { unsentOf } from '../../bridge/unsent.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FoundOrganization } from './found-organization.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** What a person did in an organization that he has left, and nobody has. */
const NeverSent = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: outbox } = useQuery(appQueries.outbox);
  const unsent = outbox ? unsentOf(outbox) : 0;
  return unsent > 0 ? <span className={classes.unsent}>{t('organization.unsent', { count: unsent, n: formatNumber(unsent, language) })}</span> : null;
};

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
        <NeverSent />
        {failure && (
          <span className={classes.failure} role="alert">
            {t(`error.${toAppError(failure).code}`)}
          </span>
        )}
      </EmptyState>
    </main>
  );
};
