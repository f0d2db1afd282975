import { useCallback, useMemo } from 'react';
import { buildTimeIndex, turnIndexAt } from '../../../../core/transcript/time-index.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useClock, type ClockState, type MediaClock } from '../../lib/media-clock.ts';
import type { TranscriptModel } from './model.ts';

/** The row that is being heard; null before the first play or seek. */
export const useCurrentRow = (turns: readonly Turn[], model: TranscriptModel, clock: MediaClock): number | null => {
  const timeIndex = useMemo(() => buildTimeIndex(turns), [turns]);
  return useClock(
    clock,
    useCallback(
      (state: ClockState) => {
        const stored = state.time > 0 || state.playing ? turnIndexAt(timeIndex, state.time * 1000) : null;
        return stored === null ? null : (model.rowOfStored.get(stored) ?? null);
      },
      [model, timeIndex],
    ),
  );
};
