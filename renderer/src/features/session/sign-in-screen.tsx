import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconCloudOff, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { AppMark } from '../../ui/glyphs.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { DemoPeople } from './demo-people.tsx';
import { FieldError } from './field-error.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';
import { WorkspaceNotice } from './workspace-notice.tsx';

interface Props {
  session: Session;
  /** Opens what this device holds without a session; offered only where it holds something. */
  onReadOffline: () => void;
}

const Head = ({ session }: { session: Session }): React.JSX.Element => {
  const { t } = useTranslation();
  const { leaveWorkspace } = useSessionActions();
  const where = session.workspace?.kind === 'project' ? session.workspace.host : t('connect.embedded.name');
  return (
    <div className={classes.head}>
      <AppMark size={32} />
      <div>
        <h1 className={classes.title}>{t('signIn.title')}</h1>
        <div className={classes.where}>
          {where} ·{' '}
          <button type="button" className={classes.link} onClick={() => leaveWorkspace.mutate()}>
            {t('signIn.change')}
          </button>
        </div>
      </div>
    </div>
  );
};

/** Email and password, or a demo person; never in the way of reading what is on this device. */
export const SignInScreen = ({ session, onReadOffline }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [email, setEmail] = useState(session.user?.email ?? '');
  const [password, setPassword] = useState('');
  const { signIn } = useSessionActions();
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <Head session={session} />
        {session.status === 'ended' && (
          <p className={classes.notice} role="status">
            <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
            {t('signIn.ended')}
          </p>
        )}
        <form
          className={classes.card}
          onSubmit={(event) => {
            event.preventDefault();
            if (email !== '' && password !== '') signIn.mutate({ email: email.trim(), password });
          }}
        >
          <div className={classes.fields}>
            <TextInput
              data-testid="sign-in-email"
              size="md"
              type="email"
              label={t('signIn.email')}
              autoComplete="username"
              autoFocus={email === ''}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
                data-testid="sign-in-password"
                size="md"
                label={t('signIn.password')}
                autoComplete="current-password"
                autoFocus={email !== ''}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t('common.showSecret') }}
              error={signIn.error === null ? undefined : <FieldError error={signIn.error} scope="signIn" />}
            />
          </div>
          <Button
            className={classes.submit ?? ''}
            type="submit"
            variant="filled"
            size="md"
            fullWidth
            loading={signIn.isPending}
            rightSection={<Keycap onAccent>↵</Keycap>}
          >
            {t('signIn.action')}
          </Button>
          {session.workspace?.kind === 'embedded' && (
            <>
              <WorkspaceNotice />
              <DemoPeople />
            </>
          )}
        </form>
        {session.callsOnDevice > 0 && session.status === 'ended' && (
          <p className={classes.below}>
            <IconCloudOff size={16} stroke={1.6} aria-hidden="true" />
            <span>
              {t('signIn.noNetwork')}{' '}
              <button type="button" className={classes.link} onClick={onReadOffline}>
                {t('signIn.readOffline', { count: session.callsOnDevice, n: formatNumber(session.callsOnDevice, language) })}
              </button>
            </span>
          </p>
        )}
      </div>
    </main>
  );
};
