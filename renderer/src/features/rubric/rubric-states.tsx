import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import classes from './rubric.module.css';

/** The rubric could not be read: what happened, and what to do. */
export const RubricError = ({ error, onRetry }: { error: Error; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { code, message } = toAppError(error);
  const place = `${code} · rubric.listVersions`;
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX size={20} stroke={1.5} />}
      title={t('rubric.failed')}
      code={place}
      actions={
        <>
          <Button variant="filled" onClick={onRetry}>
            {t('common.again')}
          </Button>
          <Button variant="subtle" onClick={() => void request('app.copyText', { text: `${place} · ${message}` })}>
            {t('common.copyDetails')}
          </Button>
        </>
      }
    >
      {t(`error.${code}`)} {t('rubric.kept')}
    </EmptyState>
  );
};

/** The fields with bars, for an answer that takes its time. */
export const RubricSkeleton = ({ shown }: { shown: boolean }): React.JSX.Element => (
  <div className={classes.ghost} aria-busy="true">
    {shown && Array.from({ length: 9 }, (_, row) => <Skeleton key={row} width={`${34 + ((row * 23) % 48)}%`} height={row % 3 === 0 ? 14 : 28} />)}
  </div>
);
