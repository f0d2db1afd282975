import { useCallback, useRef } from 'react';
import { formatDuration } from '../../lib/format.ts';
import { useWidth } from '../../lib/hooks.ts';
import { useClock, type ClockState, type MediaClock } from '../../lib/media-clock.ts';
import classes from './lanes.module.css';

const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const LEAST_GAP = 72;
const BADGE = 44;

/** Marks at round times, as close as they can be read. */
export const axisTicks = (duration: number, width: number): readonly number[] => {
  if (duration <= 0 || width <= 0) return [0];
  const step = STEPS.find((seconds) => (seconds / duration) * width >= LEAST_GAP) ?? 7200;
  const ticks: number[] = [];
  for (let time = 0; (time / duration) * width < width - 24; time += step) ticks.push(time);
  return ticks;
};

/** Times under the lanes; the label under the playhead's own time gives way to it. */
export const TimeAxis = ({ clock, duration }: { clock: MediaClock; duration: number }): React.JSX.Element => {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const second = useClock(clock, useCallback((state: ClockState) => Math.floor(state.time), []));
  const place = (time: number): number => (duration > 0 ? (time / duration) * width : 0);
  const badgeAt = Math.min(Math.max(0, place(second) - BADGE / 2), Math.max(0, width - BADGE));
  return (
    <div className={classes.axis} ref={ref} aria-hidden="true">
      {axisTicks(duration, width).map((time) => (
        <span
          key={time}
          className={classes.tick}
          style={{
            left: place(time),
            visibility: Math.abs(place(time) - badgeAt - BADGE / 2) < BADGE ? 'hidden' : 'visible',
          }}
        >
          {formatDuration(time)}
        </span>
      ))}
      <span className={classes.badge} style={{ left: badgeAt }}>
        {formatDuration(second)}
      </span>
    </div>
  );
};
