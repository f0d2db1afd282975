import { useEffect, useRef } from 'react';
import type { MediaClock } from '../../lib/media-clock.ts';
import classes from './lanes.module.css';

/** The line that follows the clock each frame. It moves itself, so that nothing around it renders again. */
export const Playhead = ({ clock, duration }: { clock: MediaClock; duration: number }): React.JSX.Element => {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = (): void => {
      const share = duration > 0 ? Math.min(1, clock.state.time / duration) : 0;
      if (ref.current) ref.current.style.left = `${share * 100}%`;
    };
    move();
    return clock.subscribe(move);
  }, [clock, duration]);
  return <div ref={ref} className={classes.playhead} />;
};
