import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { silences } from '../../../../core/transcript/silences.ts';
import { buildTimeIndex, turnIndexAt } from '../../../../core/transcript/time-index.ts';
import { BottomStrip } from '../../features/call/bottom-strip.tsx';
import { CallHeader } from '../../features/call/call-header.tsx';
import { CallError, CallSkeleton } from '../../features/call/call-states.tsx';
import { ScorePane } from '../../features/call/score-pane.tsx';
import { useCall } from '../../features/call/use-call.ts';
import { useCallCount } from '../../features/calls/calls-header.tsx';
import { CallRail } from '../../features/calls/rail.tsx';
import { rememberPosition, recallPosition } from '../../features/calls/list-position.ts';
import { useCallList } from '../../features/calls/use-call-list.ts';
import { Player } from '../../features/player/player.tsx';
import { Transcript } from '../../features/transcript/transcript.tsx';
import { openAtMatch } from '../../lib/call-position.ts';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { useMedia } from '../../lib/hooks.ts';
import { Later } from '../../ui/later.tsx';
import classes from './screens.module.css';
import { useLiveCalls } from '../use-live-calls.ts';
import { useClockOf } from './use-clock-of.ts';
import { useCopyLink } from './use-copy-link.ts';

/** Player over transcript: they share the clock and know nothing of each other. */
const Listening = ({ call }: { call: CallDetail }): React.JSX.Element => {
  const clock = useClockOf(call.id);
  const pauses = useMemo(() => silences(call.turns), [call.turns]);
  const speakerAt = useMemo(() => {
    const index = buildTimeIndex(call.turns);
    const byIndex = new Map(call.turns.map((turn) => [turn.index, turn]));
    return (ms: number) => {
      const at = turnIndexAt(index, ms);
      const turn = at === null ? undefined : byIndex.get(at);
      const sounds = turn?.kind === 'speech' && turn.endMs !== null && ms < turn.endMs;
      return sounds && turn.kind === 'speech' ? turn.speaker : null;
    };
  }, [call.turns]);
  const lastEnd = call.turns.reduce((latest, turn) => Math.max(latest, turn.endMs ?? turn.startMs ?? 0), 0) / 1000;
  return (
    <>
      <Player
        callId={call.id}
        clock={clock}
        durationSeconds={Math.max(call.durationSeconds ?? 0, lastEnd)}
        silences={pauses}
        speakerAt={speakerAt}
      />
      <Later>
        <Transcript turns={call.turns} plainText={call.transcript} clock={clock} />
      </Later>
    </>
  );
};

/** One call: its neighbours on the left, what was said in the middle, its score on the right. */
export const CallScreen = (): React.JSX.Element => {
  const { callId } = useParams({ from: '/calls/$callId' });
  const search = useSearch({ from: '/calls/$callId' });
  const navigate = useNavigate();
  const { rows, fetchMore } = useCallList(search);
  const { call, source, asOf, isLoading, error, retry } = useCall(callId);
  const count = useCallCount(search);
  const isNarrow = useMedia('(max-width: 1023px)');
  const [scoreOpened, setScoreOpened] = useState(false);
  const at = rows.findIndex((row) => row.id === callId);
  useLiveCalls(search, () => [callId, ...rows.slice(Math.max(0, at - 30), at + 30).map(({ id }) => id)]);
  const open = (id: string): void => {
    const key = JSON.stringify(search);
    rememberPosition(key, { ...recallPosition(key), activeId: id });
    const row = rows.find((one) => one.id === id);
    if (row) openAtMatch(row);
    void navigate({ to: '/calls/$callId', params: { callId: id }, search, replace: true });
  };
  const back = (): void => void navigate({ to: '/calls', search });
  const neighbour = (by: number): (() => void) | null => {
    const row = at === -1 ? undefined : rows[at + by];
    return row ? () => open(row.id) : null;
  };
  const { copy: copyLink } = useCopyLink();
  useCommand('call.back', back);
  const backKey = useKeycap('call.back');
  useEffect(() => {
    if (at >= 0 && at >= rows.length - 10) fetchMore();
  }, [at, rows.length, fetchMore]);
  return (
    <main className={classes.call}>
      <div className={classes.rail}>
        <Later>
          <CallRail rows={rows} total={count} currentId={callId} onOpen={open} onBack={back} backKey={backKey} />
        </Later>
      </div>
      <div className={classes.header}>
        <CallHeader
          call={call}
          callId={callId}
          onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
          onCopyLink={copyLink}
          onShowScore={isNarrow ? () => setScoreOpened(true) : null}
        />
      </div>
      <div className={classes.centre}>
        {call && <Listening key={call.id} call={call} />}
        {!call && isLoading && <CallSkeleton />}
        {!call && error && <CallError error={error} onRetry={retry} onBack={back} />}
      </div>
      <div className={classes.pane}>
        <Later>
          <ScorePane call={call} isDrawer={isNarrow} opened={scoreOpened} onClose={() => setScoreOpened(false)} />
        </Later>
      </div>
      <div className={classes.strip}>{call && <BottomStrip call={call} source={source} asOf={asOf} />}</div>
    </main>
  );
};
