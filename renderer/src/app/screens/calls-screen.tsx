import { useNavigate, useSearch } from '@tanstack/react-router';
import { use, useCallback, useEffect } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { leavePlace } from '../../bridge/place.ts';
import { CallGrid } from '../../features/calls/call-grid.tsx';
import { CallsHeader, useCallCount } from '../../features/calls/calls-header.tsx';
import { FilterBar } from '../../features/calls/filter-bar.tsx';
import { GridSkeleton } from '../../features/calls/grid-skeleton.tsx';
import { ListEmpty, ListError } from '../../features/calls/list-states.tsx';
import { ListStrip } from '../../features/calls/list-strip.tsx';
import { parseCallsSearch, toQuery, type CallSort, type CallsSearch } from '../../features/calls/search.ts';
import { useCallList, type CallList } from '../../features/calls/use-call-list.ts';
import { forgetPosition, openAtMatch } from '../../lib/call-position.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import { ImportContext } from '../import-context.ts';
import { CopyLink } from './copy-link.tsx';
import { loadCallScreen } from './load-call-screen.ts';
import classes from './screens.module.css';

interface BodyProps {
  list: CallList;
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
}

const Body = ({ list, search, onChange }: BodyProps): React.JSX.Element => {
  const navigate = useNavigate();
  const { chooseFiles } = use(ImportContext);
  const { sort } = toQuery(search);
  const showSkeleton = useDelayed(list.isLoading);
  const found = useCallCount(search);
  const key = JSON.stringify(search);
  const onOpen = useCallback(
    (row: CallRow) => {
      openAtMatch(row);
      void navigate({ to: '/calls/$callId', params: { callId: row.id }, search: JSON.parse(key) as CallsSearch });
    },
    [navigate, key],
  );
  const onSort = ({ by, direction }: CallSort): void => onChange({ ...search, by, direction });
  if (list.error && list.rows.length === 0) {
    return (
      <ListError
        error={list.error}
        failedAt={list.failedAt}
        onRetry={list.retry}
        // All of them: the button counts them without the filters.
        onOpenHere={() => onChange({ here: true })}
      />
    );
  }
  if (list.isLoading) return <GridSkeleton shown={showSkeleton} sort={sort} onSort={onSort} />;
  if (list.rows.length === 0) return <ListEmpty search={search} onChange={onChange} onImport={chooseFiles} />;
  return (
    <CallGrid
      key={key}
      listKey={key}
      list={list}
      sort={sort}
      count={found && !found.capped ? found.count : null}
      onSort={onSort}
      onOpen={onOpen}
    />
  );
};

/** The list of calls. Its filters, words and order live in the address, so that any view of it can be linked. */
export const CallsScreen = (): React.JSX.Element => {
  const search = useSearch({ from: '/calls', select: parseCallsSearch, structuralSharing: true });
  const navigate = useNavigate();
  const list = useCallList(search);
  useEffect(() => whenIdle(() => void loadCallScreen()), []);
  useEffect(forgetPosition, []);
  useEffect(leavePlace, []);
  const onChange = useCallback(
    (next: CallsSearch) => void navigate({ to: '/calls', search: next, replace: true }),
    [navigate],
  );
  return (
    <main className={classes.list}>
      <CallsHeader search={search}>
        <CopyLink />
      </CallsHeader>
      <FilterBar search={search} onChange={onChange} isLocalOnly={list.source === 'cache' && list.error === null} />
      <Body list={list} search={search} onChange={onChange} />
      <ListStrip list={list} isSearching={search.q !== undefined} />
    </main>
  );
};
