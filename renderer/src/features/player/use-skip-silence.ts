import { useEffect } from 'react';
import type { MediaClock } from '../../lib/media-clock.ts';
import type { Span } from './lanes.tsx';

/** Heard of a silence on either side, so that a skip does not sound like a cut. */
const KEEP_MS = 300;

/** The time to jump to from a moment inside a silence; null anywhere else. */
export const skipTarget = (silences: readonly Span[], ms: number): number | null => {
  const span = silences.find((one) => ms >= one.startMs + KEEP_MS && ms < one.endMs - KEEP_MS);
  return span ? span.endMs - KEEP_MS : null;
};

/** Jumps over silences while the recording plays. A seek into one by hand is left alone until it plays on. */
export const useSkipSilence = (clock: MediaClock, silences: readonly Span[], enabled: boolean): void => {
  useEffect(() => {
    if (!enabled || silences.length === 0) return;
    return clock.subscribe(() => {
      const { playing, time } = clock.state;
      const target = playing ? skipTarget(silences, time * 1000) : null;
      if (target !== null) clock.seek(target / 1000);
    });
  }, [clock, silences, enabled]);
};
