import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedMoment } from '../../../../core/contract/routes/moments.ts';
import { leavePlace } from '../../bridge/place.ts';
import { MomentsFilterBar } from '../../features/moments/moments-filter-bar.tsx';
import { MomentsGrid, MomentsSkeleton } from '../../features/moments/moments-grid.tsx';
import { MomentsEmpty, MomentsError, MomentsStrip } from '../../features/moments/moments-states.tsx';
import { parseMomentsSearch, type MomentsSearch } from '../../features/moments/search.ts';
import { useMomentList, type MomentList } from '../../features/moments/use-moment-list.ts';
import { forgetPosition, keepPosition } from '../../lib/call-position.ts';
import { useDelayed } from '../../lib/hooks.ts';
import classes from './screens.module.css';

interface BodyProps {
  list: MomentList;
  search: MomentsSearch;
  onChange: (search: MomentsSearch) => void;
}

const Body = ({ list, search, onChange }: BodyProps): React.JSX.Element => {
  const navigate = useNavigate();
  const showSkeleton = useDelayed(list.isLoading);
  const key = `moments ${JSON.stringify(search)}`;
  const onOpen = ({ callId, startMs }: ListedMoment): void => {
    keepPosition(callId, startMs / 1000);
    void navigate({ to: '/calls/$callId', params: { callId }, search: {}, state: { fromMoments: true } });
  };
  if (list.error && list.rows.length === 0) return <MomentsError error={list.error} failedAt={list.failedAt} onRetry={list.retry} />;
  if (list.isLoading) return <MomentsSkeleton shown={showSkeleton} />;
  if (list.rows.length === 0) return <MomentsEmpty search={search} onChange={onChange} />;
  return <MomentsGrid key={key} listKey={key} list={list} onOpen={onOpen} />;
};

/** The moments of all calls, for who looks for what to learn from. The filter lives in the address. */
export const MomentsScreen = (): React.JSX.Element => {
  const { t } = useTranslation();
  const search = useSearch({ from: '/moments', select: parseMomentsSearch, structuralSharing: true });
  const navigate = useNavigate();
  const list = useMomentList(search);
  useEffect(() => {
    forgetPosition();
    leavePlace();
  }, []);
  const onChange = useCallback((next: MomentsSearch) => void navigate({ to: '/moments', search: next, replace: true }), [navigate]);
  return (
    <main className={classes.list}>
      <h1 className={classes.title}>{t('shell.moments')}</h1>
      <MomentsFilterBar search={search} onChange={onChange} />
      <Body list={list} search={search} onChange={onChange} />
      <MomentsStrip list={list} />
    </main>
  );
};
