import { memo, useCallback, useMemo, useState } from 'react';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { CRITERION_KEYS } from '../../../../core/qci/criteria.ts';
import { silences } from '../../../../core/transcript/silences.ts';
import { buildTimeIndex, turnIndexAt } from '../../../../core/transcript/time-index.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useReview, type Review } from '../../features/call/review/use-review.ts';
import { useReviewKeys } from '../../features/call/review/use-review-keys.ts';
import { ScorePane } from '../../features/call/score-pane.tsx';
import { MomentsSection } from '../../features/moments/moments-section.tsx';
import { TipsSection } from '../../features/moments/tips-section.tsx';
import { useMomentDesk } from '../../features/moments/use-moment-desk.ts';
import { Player } from '../../features/player/player.tsx';
import { ScoreCall } from '../../features/scoring/score-call.tsx';
import { ScoredAgain } from '../../features/scoring/scored-again.tsx';
import { Transcript } from '../../features/transcript/transcript.tsx';
import { Later } from '../../ui/later.tsx';
import classes from './screens.module.css';
import { useClockOf } from './use-clock-of.ts';
import { useEvidence } from './use-evidence.ts';
import { useKnownNames } from './use-known-names.ts';
import { useMarks } from './use-marks.tsx';

interface Props {
  call: CallDetail;
  /** True where the score has no column of its own. */
  isNarrow: boolean;
  scoreOpened: boolean;
  isBlind: boolean;
  /** One came from elsewhere: the screen itself is being drawn, too. */
  isFirst: boolean;
  /** The review is on disk: on to the next. */
  onCompleted: () => Promise<void>;
  onScore: (opened: boolean) => void;
}

const useSpeakerAt = (turns: readonly Turn[]) =>
  useMemo(() => {
    const index = buildTimeIndex(turns);
    const byIndex = new Map(turns.map((turn) => [turn.index, turn]));
    return (ms: number) => {
      const at = turnIndexAt(index, ms);
      const turn = at === null ? undefined : byIndex.get(at);
      const sounds = turn?.kind === 'speech' && turn.endMs !== null && ms < turn.endMs;
      return sounds && turn.kind === 'speech' ? turn.speaker : null;
    };
  }, [turns]);

/** A call without the moments that its judge points at. */
const withoutJudge = (call: CallDetail): CallDetail => ({
  ...call,
  moments: call.moments.filter(({ source }) => source === 'human'),
  analysis: call.analysis && { ...call.analysis, keyMoments: [] },
});

/** The criteria whose evidence is hidden from whoever is blind to the judge, as one text that stays the same as long as they do. */
const hiddenOf = (review: Review): string => CRITERION_KEYS.filter((key) => !review.isRevealed(key)).join(' ');

const NONE: readonly string[] = [];

/** Half-typed words change the screen with every key; the transcript has no part in that. */
const SteadyTranscript = memo(Transcript);

/** Player over transcript, and the score beside them: they share the clock, the moments and the evidence, and know nothing of each other. */
export const CallBody = ({ call, isNarrow, scoreOpened, isBlind, isFirst, onCompleted, onScore }: Props): React.JSX.Element => {
  const clock = useClockOf(call.id);
  const shown = useMemo(() => (isBlind ? withoutJudge(call) : call), [call, isBlind]);
  const [jumps, setJumps] = useState(0);
  const follow = useCallback(() => setJumps((before) => before + 1), []);
  const desk = useMomentDesk(
    shown,
    clock,
    follow,
    () => {
      if (isNarrow) onScore(true);
    },
  );
  const marks = useMarks(desk);
  const review = useReview(call, desk.book, isBlind, onCompleted);
  useReviewKeys(review);
  const isHidden = review.isBlind && review.left.length > 0;
  const isScored = call.analysis !== null && call.analysis.qciTotalScore !== null;
  const evidence = useEvidence(call, clock, follow, hiddenOf(review));
  const pauses = useMemo(() => silences(call.turns), [call.turns]);
  const speakerAt = useSpeakerAt(call.turns);
  const knownNames = useKnownNames(call);
  const lastEnd = call.turns.reduce((latest, turn) => Math.max(latest, turn.endMs ?? turn.startMs ?? 0), 0) / 1000;
  const moments = (
    <>
      <MomentsSection desk={desk} />
      <TipsSection desk={desk} judgeTips={isHidden ? NONE : (call.analysis?.coachingTips ?? NONE)} />
    </>
  );
  return (
    <>
      <div className={classes.centre}>
        <Player
          callId={call.id}
          recordingState={call.recordingState}
          clock={clock}
          durationSeconds={Math.max(call.durationSeconds ?? 0, lastEnd)}
          silences={pauses}
          speakerAt={speakerAt}
          marks={marks}
          evidence={evidence}
        />
        <Later isLate={isFirst}>
          <SteadyTranscript
            turns={call.turns}
            plainText={call.transcript}
            clock={clock}
            evidence={evidence.list}
            currentEvidenceId={evidence.currentId}
            onPlayEvidence={evidence.onPlay}
            onNextEvidence={evidence.onNext}
            knownNames={knownNames}
            jumps={jumps}
          />
        </Later>
      </div>
      <div className={classes.pane}>
        <Later isLate={isFirst} turn={2}>
          <ScorePane call={call} review={review} run={isScored ? <ScoredAgain call={call} isBlind={isHidden} /> : <ScoreCall call={call} />} evidence={evidence} moments={moments} isDrawer={isNarrow} opened={scoreOpened} onClose={() => onScore(false)} />
        </Later>
      </div>
    </>
  );
};
