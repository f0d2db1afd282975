import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomStrip } from '../../features/call/bottom-strip.tsx';
import { CallError, CallSkeleton } from '../../features/call/call-states.tsx';
import { useCall } from '../../features/call/use-call.ts';
import { useCallCount } from '../../features/calls/calls-header.tsx';
import { CallRail } from '../../features/calls/rail.tsx';
import { parseCallsSearch } from '../../features/calls/search.ts';
import { parseQueuesSearch } from '../../features/queues/search.ts';
import { useCallList } from '../../features/calls/use-call-list.ts';
import { openAtMatch } from '../../lib/call-position.ts';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { useMedia } from '../../lib/hooks.ts';
import { rememberPosition, recallPosition } from '../../lib/list-position.ts';
import { Later } from '../../ui/later.tsx';
import { CallBody } from './call-body.tsx';
import { CallHead } from './call-head.tsx';
import classes from './screens.module.css';
import { useLiveCalls } from '../use-live-calls.ts';
import { useOnward } from './use-onward.tsx';
import { useOpenPrompt } from './use-open-prompt.ts';
import { useReviewMode } from './use-review-mode.ts';

/** One call: its neighbours on the left, what was said in the middle, its score on the right. */
export const CallScreen = (): React.JSX.Element => {
  const { callId } = useParams({ from: '/calls/$callId' });
  const search = useSearch({ from: '/calls/$callId', select: parseCallsSearch, structuralSharing: true });
  const { queue: queueId = null } = useSearch({ from: '/calls/$callId', select: parseQueuesSearch, structuralSharing: true });
  const router = useRouter();
  const navigate = useNavigate();
  const { rows, fetchMore } = useCallList(search);
  const { call, source, asOf, isLoading, error, retry } = useCall(callId);
  const count = useCallCount(search);
  const isNarrow = useMedia('(max-width: 1023px)');
  const [scoreOpened, setScoreOpened] = useState(false);
  const at = rows.findIndex((row) => row.id === callId);
  useLiveCalls(search, () => [callId, ...rows.slice(Math.max(0, at - 30), at + 30).map(({ id }) => id)]);
  const { t } = useTranslation();
  const open = (id: string): void => {
    const key = JSON.stringify(search);
    rememberPosition(key, { ...recallPosition(key), activeId: id });
    const row = rows.find((one) => one.id === id);
    if (row) openAtMatch(row);
    void navigate({ to: '/calls/$callId', params: { callId: id }, search: { ...search, ...(queueId !== null && { queue: queueId }) }, replace: true, state: true });
  };
  const back = (): void => {
    const { fromMoments, fromAgreement, fromQueue } = router.state.location.state;
    if ([fromMoments, fromAgreement, fromQueue].includes(true) && router.history.canGoBack()) router.history.back();
    else void navigate({ to: '/calls', search });
  };
  const neighbour = (by: number): (() => void) | null => {
    const row = at === -1 ? undefined : rows[at + by];
    return row ? () => open(row.id) : null;
  };
  const { queue, seat, onCompleted, onSkip } = useOnward({ callId, name: call?.assistantName ?? t('call.noAgent'), queueId, rows, at, open });
  const { wantsBlind, isBlind, setBlind } = useReviewMode(call, queue);
  useCommand('call.back', back);
  const openPrompt = useOpenPrompt(call);
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
          hidesScores={isBlind || (wantsBlind && call === null)}
          onBlind={setBlind}
          onSkip={onSkip}
          seat={seat}
          onScoring={() => setScoreOpened(isNarrow)}
          onShowScore={isNarrow ? () => setScoreOpened(true) : null}
        />
      </div>
      {call ? (
        <CallBody key={call.id} call={call} isNarrow={isNarrow} scoreOpened={scoreOpened} isBlind={isBlind} onCompleted={onCompleted} onScore={setScoreOpened} />
      ) : (
        <>
          <div className={classes.centre}>
            {isLoading && <CallSkeleton />}
            {error && <CallError error={error} onRetry={retry} onBack={back} />}
          </div>
          <div className={classes.pane} />
        </>
      )}
      <div className={classes.strip}>{call && <BottomStrip call={call} source={source} asOf={asOf} isBlind={isBlind} onPrompt={openPrompt} />}</div>
    </main>
  );
};
