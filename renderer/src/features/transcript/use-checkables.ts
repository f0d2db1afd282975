import { useEffect, useMemo, useState } from 'react';
import type { KnownNames } from '../../../../core/transcript/checkables/names.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useCommand } from '../../lib/commands.tsx';
import type { MediaClock } from '../../lib/media-clock.ts';
import { findStops, soundOf, stepTo, type Step, type Stop } from './checkables.ts';
import type { TranscriptModel } from './model.ts';

/** What a step came to is shown this long. */
const SHOWN_MS = 6000;

export interface Checkables {
  /** The one that was gone to last. */
  readonly current: Stop | null;
  /** What the last step came to, for a while: where it led of how many; `none` where the call holds nothing to be checked. */
  readonly news: { readonly stop: Stop; readonly n: number; readonly of: number; readonly around: 'start' | 'end' | null } | 'none' | null;
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};

/** The keys that go from number to name to commitment. Nothing is looked for before the first press; `onGo` shows where it led. */
export const useCheckables = (turns: readonly Turn[], model: TranscriptModel, known: () => KnownNames, clock: MediaClock, onGo: (stop: Stop) => void): Checkables => {
  const stopsOf = useMemo(() => once(() => findStops(turns, model, known())), [turns, model, known]);
  const [gone, setGone] = useState<{ step: Step; by: 1 | -1; stop: Stop; of: number } | null>(null);
  const [told, setTold] = useState<'step' | 'none' | null>(null);
  const go = (by: 1 | -1): void => {
    const stops = stopsOf();
    // A call that was read anew may hold others.
    const last = gone !== null && stops[gone.step.at]?.words === gone.stop.words ? gone.step.at : null;
    const step = stepTo(stops, last, clock.state.time * 1000, by);
    const stop = step && stops[step.at];
    setTold(stop ? 'step' : 'none');
    if (!step || !stop) return;
    setGone({ step, by, stop, of: stops.length });
    const ms = soundOf(stop);
    if (ms !== null) clock.seek(ms / 1000);
    onGo(stop);
  };
  useCommand('checkable.next', () => go(1));
  useCommand('checkable.previous', () => go(-1));
  useEffect(() => {
    if (told !== 'step') return;
    const timer = setTimeout(() => setTold(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [told, gone]);
  const around = gone?.step.isAround === true ? (gone.by === 1 ? 'start' : 'end') : null;
  return {
    current: gone?.stop ?? null,
    news: told === 'step' && gone ? { stop: gone.stop, n: gone.step.at + 1, of: gone.of, around } : told === 'none' ? 'none' : null,
  };
};
