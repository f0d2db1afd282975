import { useNavigate } from '@tanstack/react-router';
import { use, useCallback } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { mayReview } from '../../../../core/queues/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { CallGrid } from '../../features/calls/call-grid.tsx';
import { useCallCount } from '../../features/calls/calls-header.tsx';
import { GridSkeleton } from '../../features/calls/grid-skeleton.tsx';
import { ListEmpty, ListError } from '../../features/calls/list-states.tsx';
import { SelectionBar } from '../../features/calls/selection-bar.tsx';
import { toQuery, type CallSort, type CallsSearch } from '../../features/calls/search.ts';
import type { CallList } from '../../features/calls/use-call-list.ts';
import { useSelection } from '../../features/calls/use-selection.ts';
import { openAtMatch } from '../../lib/call-position.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { CheckoutsContext } from '../checkouts-context.ts';
import { QueuesContext } from '../queues-context.ts';
import { ImportContext } from '../import-context.ts';
import { ScoringContext } from '../scoring-context.ts';

interface Props {
  list: CallList;
  search: CallsSearch;
  /** Rises when the list is to be seen from its top again. */
  turn: number;
  onChange: (search: CallsSearch) => void;
  onSight: (ids: readonly string[]) => void;
}

/** The rows of a list, or what there is instead of them: a skeleton, nothing, a failure. */
export const ListBody = ({ list, search, turn, onChange, onSight }: Props): React.JSX.Element => {
  const navigate = useNavigate();
  const { chooseFiles } = use(ImportContext);
  const { sort } = toQuery(search);
  const showSkeleton = useDelayed(list.isLoading);
  const found = useCallCount(search);
  const key = JSON.stringify(search);
  const selection = useSelection(key);
  const { take } = use(CheckoutsContext);
  const { fill } = use(QueuesContext);
  const mayFill = mayReview(useAsker());
  const { score } = use(ScoringContext);
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
        onRetry={() => void list.retry()}
        // All of them: the button counts them without the filters.
        onOpenHere={() => onChange({ here: true })}
      />
    );
  }
  if (list.isLoading) return <GridSkeleton shown={showSkeleton} sort={sort} onSort={onSort} />;
  if (list.rows.length === 0) return <ListEmpty search={search} onChange={onChange} onImport={chooseFiles} />;
  return (
    <CallGrid
      key={`${turn} ${key}`}
      listKey={key}
      list={list}
      sort={sort}
      count={found && !found.capped ? found.count : null}
      onSort={onSort}
      onOpen={onOpen}
      selection={selection}
      onSight={onSight}
    >
      {selection.ids.size > 0 && (
        <SelectionBar count={selection.ids.size} onTake={() => take({ from: 'calls', callIds: [...selection.ids] })} onFill={mayFill ? () => fill({ from: 'calls', callIds: [...selection.ids] }) : null} onScore={mayFill ? () => score({ from: 'calls', callIds: [...selection.ids] }) : null} onClear={selection.clear} />
      )}
    </CallGrid>
  );
};
