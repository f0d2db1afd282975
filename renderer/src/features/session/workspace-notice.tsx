import { Button, Loader } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { request } from '../../bridge/request.ts';
import classes from './session.module.css';

/** Why nobody can sign in to the embedded workspace yet: it is starting, or it could not, in its own words. */
export const WorkspaceNotice = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const workspace = useQuery(appQueries.workspace).data;
  if (!workspace || workspace.state === 'ready' || workspace.state === 'off') return null;
  if (workspace.state !== 'failed') {
    return (
      <p className={classes.waiting} role="status">
        <Loader size={14} aria-hidden="true" />
        {t('signIn.workspaceStarting')}
      </p>
    );
  }
  return (
    <div className={classes.stopped} role="alert">
      <p className={classes.failure}>
        <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
        <span>{t('signIn.workspaceFailed')}</span>
      </p>
      {workspace.detail !== null && <code className={classes.detail}>{workspace.detail}</code>}
      <Button onClick={() => void request('app.restartWorkspace', {})}>{t('sync.restart')}</Button>
    </div>
  );
};
