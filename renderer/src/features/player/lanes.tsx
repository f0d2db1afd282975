import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { formatDuration, formatLength } from '../../lib/format.ts';
import { useClock, type ClockState, type MediaClock } from '../../lib/media-clock.ts';
import { EvidenceTicks } from './evidence-ticks.tsx';
import classes from './lanes.module.css';
import { MarkLines, MarkStrip } from './mark-strip.tsx';
import type { Marks } from './marks.ts';
import { Playhead } from './playhead.tsx';
import { LaneTag } from './lane-tag.tsx';
import { TimeAxis } from './time-axis.tsx';
import { useMarkBoard } from './use-mark-board.ts';
import type { SoloState } from './use-solo.ts';
import { Waveform } from './waveform.tsx';
import type { DrawnPeaks } from './queries.ts';

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What the score stands on, as the player shows it. */
export interface PlayerEvidence {
  readonly list: readonly CallEvidence[];
  readonly currentId: string | null;
  readonly onPlay: (id: string) => void;
}

interface Props {
  clock: MediaClock;
  peaks: DrawnPeaks | null;
  /** Said over the empty lanes: that peaks are being read, or nothing. */
  note: string | null;
  silences: readonly Span[];
  marks: Marks;
  evidence: PlayerEvidence;
  duration: number;
  /** The other lane stands back; null where the sides cannot be heard apart. */
  solo: SoloState | null;
  /** Who speaks at a time, for the screen reader. */
  speakerAt: (ms: number) => 'agent' | 'customer' | null;
}

const STEP = 5;
const wholeSecond = (state: ClockState): number => Math.floor(state.time);

const useSlider = (clock: MediaClock, duration: number) => {
  const ref = useRef<HTMLDivElement>(null);
  const seekTo = (clientX: number): void => {
    const box = ref.current?.getBoundingClientRect();
    if (box && box.width > 0) clock.seek(((clientX - box.left) / box.width) * duration);
  };
  return {
    ref,
    onPointerDown: (event: React.PointerEvent<HTMLDivElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      seekTo(event.clientX);
    },
    onPointerMove: (event: React.PointerEvent<HTMLDivElement>): void => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event.clientX);
    },
    onKeyDown: (event: React.KeyboardEvent): void => {
      const moves: Record<string, () => void> = {
        ArrowLeft: () => clock.seekBy(-STEP),
        ArrowRight: () => clock.seekBy(STEP),
        Home: () => clock.seek(0),
        End: () => clock.seek(duration),
      };
      const move = moves[event.key];
      if (!move || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      move();
    },
  };
};

/** Two lanes, agent above customer, with silences hatched, marks above, evidence below and the playhead over all. One slider for hand and keys. */
export const Lanes = ({ clock, peaks, note, silences, marks, evidence, duration, solo, speakerAt }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const second = useClock(clock, useCallback(wholeSecond, []));
  const slider = useSlider(clock, duration);
  const strip = useRef<HTMLDivElement>(null);
  const board = useMarkBoard(marks, duration, strip);
  const speaker = speakerAt(second * 1000);
  const at = t('player.position', { time: formatDuration(second), total: formatLength(duration) });
  return (
    <div className={classes.root}>
      <div className={classes.tags}>
        <LaneTag speaker="agent" solo={solo} />
        <LaneTag speaker="customer" solo={solo} />
      </div>
      <div className={classes.plot}>
        <MarkStrip marks={marks} board={board} strip={strip} clock={clock} duration={duration} />
        <div
          {...slider}
          role="slider"
          tabIndex={0}
          aria-label={t('player.slider')}
          aria-valuemin={0}
          aria-valuemax={Math.round(duration)}
          aria-valuenow={second}
          aria-valuetext={speaker ? `${at}, ${t(`player.speaking.${speaker}`)}` : at}
          className={classes.lanes}
          data-solo={solo?.solo ?? 'both'}
        >
          <div className={classes.lane} />
          <div className={classes.lane} />
          {silences.map((span) => (
            <div
              key={span.startMs}
              className={classes.silence}
              style={{
                left: `${(span.startMs / 10 / duration).toFixed(3)}%`,
                width: `${((span.endMs - span.startMs) / 10 / duration).toFixed(3)}%`,
              }}
            />
          ))}
          {peaks !== null && <Waveform peaks={peaks} media={clock.audio} className={classes.wave} />}
          <div className={classes.back} />
          <MarkLines board={board} duration={duration} />
          {note !== null && <span className={classes.note}>{note}</span>}
          <Playhead clock={clock} duration={duration} />
        </div>
        {evidence.list.length > 0 && <EvidenceTicks evidence={evidence.list} currentId={evidence.currentId} duration={duration} onPlay={evidence.onPlay} />}
        <TimeAxis duration={duration} clock={clock} />
      </div>
    </div>
  );
};
