import { useMemo } from 'react';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useCommand } from '../../lib/commands.tsx';
import type { MediaClock } from '../../lib/media-clock.ts';
import { nextStart, previousStart } from './turn-starts.ts';

/** The keys that go to the turn before and after the one being heard. */
export const useSeekKeys = (turns: readonly Turn[], clock: MediaClock, seek: (ms: number) => void): void => {
  const starts = useMemo(
    () => turns.flatMap((turn) => (turn.kind === 'speech' && turn.startMs !== null ? [turn.startMs] : [])).toSorted((a, b) => a - b),
    [turns],
  );
  const jump = (target: number | null): void => {
    if (target !== null) seek(target);
  };
  useCommand('play.previousTurn', () => jump(previousStart(starts, clock.state.time * 1000)));
  useCommand('play.nextTurn', () => jump(nextStart(starts, clock.state.time * 1000)));
};
