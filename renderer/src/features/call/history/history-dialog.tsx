import { Button, Modal } from '@mantine/core';
import { IconHistory, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../../core/calls/call-detail.ts';
import { toAppError } from '../../../bridge/request.ts';
import { useDelayed } from '../../../lib/hooks.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { callQueries } from '../queries.ts';
import classes from './history-dialog.module.css';
import { HistoryTimeline } from './history-timeline.tsx';

const Reading = (): React.JSX.Element => {
  const { t } = useTranslation();
  const shown = useDelayed(true);
  return (
    <div className={classes.reading} role="status" aria-label={t('history.reading')}>
      {shown &&
        Array.from({ length: 6 }, (_, row) => (
          <div key={row} className={classes.skeleton} style={{ opacity: 1 - row / 7 }}>
            <Skeleton width={36} />
            <Skeleton width={16} height={16} />
            <Skeleton width={`${34 + ((row * 29) % 40)}%`} />
          </div>
        ))}
    </div>
  );
};

const Failed = ({ error, onRetry }: { error: Error; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { code } = toAppError(error);
  const isCutOff = code === 'offline' || code === 'workspace_unavailable';
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX size={20} stroke={1.5} />}
      title={t(isCutOff ? 'history.needsWorkspace' : 'history.failed')}
      actions={<Button onClick={onRetry}>{t('common.again')}</Button>}
    >
      {t(isCutOff ? 'history.kept' : `error.${code}`)}
    </EmptyState>
  );
};

interface Props {
  callId: string;
  /** The call's moments, so that what was done with one can name it. */
  moments: CallDetail['moments'];
  /** Whether the judge's values are hidden from the reader: then no score is told. */
  hidesScores: boolean;
  opened: boolean;
  onClose: () => void;
}

/** What happened to a call, the latest first: who did what and when, and from which value to which. */
export const HistoryDialog = ({ callId, moments, hidesScores, opened, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = useQuery({ ...callQueries.history(callId), enabled: opened });
  const failure = isFetching ? null : error;
  return (
    <Modal opened={opened} onClose={onClose} size={720} title={t('history.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {hidesScores && <p className={classes.hidden}>{t('history.hidden')}</p>}
      {data && failure && <p className={classes.hidden} role="status">{t('history.asBefore')}</p>}
      {data?.entries.length === 0 && (
        <EmptyState icon={<IconHistory size={20} stroke={1.5} />} title={t('history.empty')}>
          {t('history.emptyText')}
        </EmptyState>
      )}
      {data && data.entries.length > 0 && <HistoryTimeline entries={data.entries} moments={moments} hidesScores={hidesScores} />}
      {!data && failure && <Failed error={failure} onRetry={() => void refetch()} />}
      {!data && !failure && <Reading />}
    </Modal>
  );
};
