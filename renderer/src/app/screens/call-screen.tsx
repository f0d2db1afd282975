import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { use, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomStrip } from '../../features/call/bottom-strip.tsx';
import { CallError, CallSkeleton } from '../../features/call/call-states.tsx';
import { useCall } from '../../features/call/use-call.ts';
import { useCallCount } from '../../features/calls/calls-header.tsx';
import { CallRail } from '../../features/calls/rail.tsx';
import { parseCallsSearch } from '../../features/calls/search.ts';
import { useCallList } from '../../features/calls/use-call-list.ts';
import { openAtMatch } from '../../lib/call-position.ts';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { inertText } from '../../lib/direction-marks.ts';
import { useMedia } from '../../lib/hooks.ts';
import { rememberPosition, recallPosition } from '../../lib/list-position.ts';
import { UndoContext } from '../../lib/undo.tsx';
import { Later } from '../../ui/later.tsx';
import { CallBody } from './call-body.tsx';
import { CallHead } from './call-head.tsx';
import classes from './screens.module.css';
import { useLiveCalls } from '../use-live-calls.ts';
import { usePrefetchCalls } from './use-prefetch-calls.ts';
import { useReviewMode } from './use-review-mode.ts';

/** Calls that are read before one comes to them. */
const AHEAD = 3;

/** One call: its neighbours on the left, what was said in the middle, its score on the right. */
export const CallScreen = (): React.JSX.Element => {
  const { callId } = useParams({ from: '/calls/$callId' });
  const search = useSearch({ from: '/calls/$callId', select: parseCallsSearch, structuralSharing: true });
  const router = useRouter();
  const navigate = useNavigate();
  const { rows, fetchMore } = useCallList(search);
  const { call, source, asOf, isLoading, error, retry } = useCall(callId);
  const count = useCallCount(search);
  const isNarrow = useMedia('(max-width: 1023px)');
  const [scoreOpened, setScoreOpened] = useState(false);
  const at = rows.findIndex((row) => row.id === callId);
  useLiveCalls(search, () => [callId, ...rows.slice(Math.max(0, at - 30), at + 30).map(({ id }) => id)]);
  const undo = use(UndoContext);
  const { wantsBlind, isBlind, setBlind } = useReviewMode(call);
  const { t } = useTranslation();
  usePrefetchCalls(rows.slice(at + 1, at + 1 + AHEAD).map(({ id }) => id));
  const open = (id: string): void => {
    const key = JSON.stringify(search);
    rememberPosition(key, { ...recallPosition(key), activeId: id });
    const row = rows.find((one) => one.id === id);
    if (row) openAtMatch(row);
    void navigate({ to: '/calls/$callId', params: { callId: id }, search, replace: true, state: true });
  };
  const back = (): void => {
    if (router.state.location.state.fromMoments === true && router.history.canGoBack()) router.history.back();
    else void navigate({ to: '/calls', search });
  };
  const neighbour = (by: number): (() => void) | null => {
    const row = at === -1 ? undefined : rows[at + by];
    return row ? () => open(row.id) : null;
  };
  const completed = (): void => {
    const next = at === -1 ? undefined : rows[at + 1];
    if (!next) return;
    const name = call?.assistantName ?? t('call.noAgent');
    open(next.id);
    undo.offer({ words: t('review.backToIt', { name: inertText(name) }), undo: () => open(callId) });
  };
  useCommand('call.back', back);
  const backKey = useKeycap('call.back');
  useEffect(() => {
    if (at >= 0 && at >= rows.length - 10) fetchMore();
  }, [at, rows.length, fetchMore]);
  return (
    <main className={classes.call}>
      <div className={classes.rail}>
        <Later>
          <CallRail rows={rows} total={count} currentId={callId} onOpen={open} onBack={back} isBlind={wantsBlind} backKey={backKey} />
        </Later>
      </div>
      <div className={classes.header}>
        <CallHead
          call={call}
          callId={callId}
          onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
          isBlind={wantsBlind}
          onBlind={setBlind}
          onScoring={() => setScoreOpened(isNarrow)}
          onShowScore={isNarrow ? () => setScoreOpened(true) : null}
        />
      </div>
      {call ? (
        <CallBody key={call.id} call={call} isNarrow={isNarrow} scoreOpened={scoreOpened} isBlind={isBlind} onCompleted={completed} onScore={setScoreOpened} />
      ) : (
        <>
          <div className={classes.centre}>
            {isLoading && <CallSkeleton />}
            {error && <CallError error={error} onRetry={retry} onBack={back} />}
          </div>
          <div className={classes.pane} />
        </>
      )}
      <div className={classes.strip}>{call && <BottomStrip call={call} source={source} asOf={asOf} isBlind={isBlind} />}</div>
    </main>
  );
};
