import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomStrip } from '../../features/call/bottom-strip.tsx';
import { CallError, CallSkeleton } from '../../features/call/call-states.tsx';
import { useCall } from '../../features/call/use-call.ts';
import { parseCallsSearch } from '../../features/calls/search.ts';
import { parseQueuesSearch } from '../../features/queues/search.ts';
import { useCommand } from '../../lib/commands.tsx';
import { useMedia } from '../../lib/hooks.ts';
import { Later } from '../../ui/later.tsx';
import { BesideCall } from './beside-call.tsx';
import { CallBody } from './call-body.tsx';
import { CallHead } from './call-head.tsx';
import { PaneResizers } from './pane-resizers.tsx';
import classes from './screens.module.css';
import { useLiveCalls } from '../use-live-calls.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useOnward } from './use-onward.tsx';
import { useOpenPrompt } from './use-open-prompt.ts';
import { usePanes } from './use-panes.ts';
import { useReviewMode } from './use-review-mode.ts';

/** One call: its neighbours on the left, what was said in the middle, its score on the right. */
export const CallScreen = (): React.JSX.Element => {
  const { callId } = useParams({ from: '/calls/$callId' });
  const search = useSearch({ from: '/calls/$callId', select: parseCallsSearch, structuralSharing: true });
  const { queue: queueId = null } = useSearch({ from: '/calls/$callId', select: parseQueuesSearch, structuralSharing: true });
  const router = useRouter();
  const navigate = useNavigate();
  const neighbours = useNeighbours(callId, search, queueId);
  const { call, source, asOf, isLoading, error, retry } = useCall(callId);
  const isNarrow = useMedia('(max-width: 1023px)');
  const { isRoomy, style, isOpen, onToggle } = usePanes();
  const [scoreOpened, setScoreOpened] = useState(false);
  const [cameTo] = useState(callId);
  const [isFirst, setFirst] = useState(true);
  // Whoever goes on from call to call is to see the next one at once, and whole.
  if (isFirst && callId !== cameTo) setFirst(false);
  useLiveCalls(search, neighbours.near);
  const { t } = useTranslation();
  const back = (): void => {
    const { fromMoments, fromAgreement, fromQueue } = router.state.location.state;
    if ([fromMoments, fromAgreement, fromQueue].includes(true) && router.history.canGoBack()) router.history.back();
    else if (queueId === null) void navigate({ to: '/calls', search });
    else void navigate({ to: '/queues', search: { queue: queueId } });
  };
  const { queue, seat, onCompleted, onSkip } = useOnward({ callId, name: call?.assistantName ?? t('call.noAgent'), queueId, neighbours });
  const { wantsBlind, isBlind, setBlind } = useReviewMode(call, queue);
  useCommand('call.back', back);
  const openPrompt = useOpenPrompt(call);
  return (
    <main className={classes.call} style={style}>
      <div className={classes.rail}>
        <Later turn={3}>
          <BesideCall callId={callId} neighbours={neighbours} search={search} isOfQueue={queueId !== null} isBlind={wantsBlind} isOpen={isOpen} onToggle={onToggle} onBack={back} />
        </Later>
      </div>
      <div className={classes.header}>
        <CallHead
          call={call}
          callId={callId}
          onPrevious={neighbours.step(-1)}
          onNext={neighbours.step(1)}
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
        <CallBody key={call.id} call={call} isNarrow={isNarrow} scoreOpened={scoreOpened} isBlind={isBlind} isFirst={isFirst} onCompleted={onCompleted} onScore={setScoreOpened} />
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
      <Later turn={3}>{isRoomy && <PaneResizers />}</Later>
    </main>
  );
};
