import { Button } from '@mantine/core';
import { IconDownload, IconGauge, IconListCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { use, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { mayReview } from '../../../../core/queues/rights.ts';
import { leavePlace } from '../../bridge/place.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { CallsHeader, useCallCount } from '../../features/calls/calls-header.tsx';
import { FilterBar } from '../../features/calls/filter-bar.tsx';
import { ListStrip } from '../../features/calls/list-strip.tsx';
import { NewCallsChip } from '../../features/calls/new-calls-chip.tsx';
import { parseCallsSearch, toQuery, type CallsSearch } from '../../features/calls/search.ts';
import { useCallList } from '../../features/calls/use-call-list.ts';
import { forgetPosition } from '../../lib/call-position.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import { CheckoutsContext } from '../checkouts-context.ts';
import { QueuesContext } from '../queues-context.ts';
import { ScoringContext } from '../scoring-context.ts';
import { CopyLink } from './copy-link.tsx';
import { ListBody } from './list-body.tsx';
import { loadCallScreen } from './load-call-screen.ts';
import classes from './screens.module.css';
import { useLiveList } from './use-live-list.ts';

/** The list of calls. Its filters, words and order live in the address, so that any view of it can be linked. */
export const CallsScreen = (): React.JSX.Element => {
  const { t } = useTranslation();
  const search = useSearch({ from: '/calls', select: parseCallsSearch, structuralSharing: true });
  const navigate = useNavigate();
  const list = useCallList(search);
  const live = useLiveList(list, search);
  const { take, show: showCheckouts } = use(CheckoutsContext);
  const { fill } = use(QueuesContext);
  const mayFill = mayReview(useAsker());
  const { score } = use(ScoringContext);
  const found = useCallCount(search);
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
        <NewCallsChip newer={live.newer} onShow={() => void live.show()} />
        <Button
          variant="subtle"
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
          disabled={list.rows.length === 0}
          onClick={() => take({ from: 'filter', filter: toQuery(search).filter, count: found?.count ?? null, capped: found?.capped ?? true })}
        >
          {t('calls.takeOffline')}
        </Button>
        {mayFill && (
          <Button
            variant="subtle"
            leftSection={<IconListCheck size={16} stroke={1.6} aria-hidden="true" />}
            disabled={list.rows.length === 0}
            onClick={() => fill({ from: 'filter', filter: toQuery(search).filter })}
          >
            {t('queues.intoQueueShort')}
          </Button>
        )}
        {mayFill && (
          <Button
            variant="subtle"
            leftSection={<IconGauge size={16} stroke={1.6} aria-hidden="true" />}
            disabled={list.rows.length === 0}
            onClick={() => score({ from: 'filter', filter: toQuery(search).filter, count: found?.count ?? null, capped: found?.capped ?? true })}
          >
            {t('scoring.score')}
          </Button>
        )}
        <CopyLink />
      </CallsHeader>
      <FilterBar search={search} onChange={onChange} isLocalOnly={list.source === 'cache' && list.error === null} />
      <ListBody list={list} search={search} turn={live.turn} onChange={onChange} onSight={live.onSight} />
      <ListStrip list={list} isSearching={search.q !== undefined} onShowHeld={showCheckouts} />
    </main>
  );
};
