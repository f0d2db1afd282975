import { useEffect, useState } from 'react';
import { PlaceKeeper } from '../../bridge/place.ts';
import { keepPosition, keptPosition } from '../../lib/call-position.ts';
import { MediaClock } from '../../lib/media-clock.ts';

/** Kept this often while a recording plays: what a crash may lose. */
const STEP_SECONDS = 1;

const clockAt = (seconds: number): MediaClock => {
  const clock = new MediaClock();
  if (seconds > 0) clock.seek(seconds);
  return clock;
};

/**
 * One clock a call: it ends with the call, so that nothing plays on behind the next one. It stands where the call stood
 * when the page was reloaded or the app ended, and does not play.
 */
export const useClockOf = (callId: string): MediaClock => {
  const [clock] = useState(() => clockAt(keptPosition(callId)));
  useEffect(() => {
    let kept = clock.state.time;
    const place = new PlaceKeeper(callId);
    keepPosition(callId, kept);
    place.open(kept);
    window.addEventListener('pagehide', place.flush);
    const unsubscribe = clock.subscribe(() => {
      const { time, playing } = clock.state;
      if (time === kept || (playing && Math.abs(time - kept) < STEP_SECONDS)) return;
      kept = time;
      keepPosition(callId, time);
      place.move(time);
    });
    return () => {
      unsubscribe();
      window.removeEventListener('pagehide', place.flush);
      place.flush();
    };
  }, [clock, callId]);
  useEffect(() => () => clock.dispose(), [clock]);
  return clock;
};
