import { useEffect, useState } from 'react';
import { useCommand } from '../../lib/commands.tsx';
import type { MediaClock } from '../../lib/media-clock.ts';
import { channelOf, type Solo } from '../../lib/solo.ts';
import type { DrawnPeaks } from './queries.ts';

/** The channel the agent was recorded on, where main says it and the recording has two; null where nobody can be told apart. */
export const agentChannelOf = (peaks: Pick<DrawnPeaks, 'mono' | 'agentChannel'> | null): 0 | 1 | null => (peaks === null || peaks.mono ? null : (peaks.agentChannel ?? null));

export interface SoloState {
  readonly solo: Solo;
  readonly hear: (solo: Solo) => void;
}

/** Who is heard of this recording, and the keys for it; null where the sides cannot be told apart. */
export const useSolo = (clock: MediaClock, agentChannel: 0 | 1 | null): SoloState | null => {
  const [chosen, setChosen] = useState<Solo>('both');
  const solo = agentChannel === null ? 'both' : chosen;
  useEffect(() => clock.mixer.hear(agentChannel === null ? null : channelOf(solo, agentChannel)), [clock, solo, agentChannel]);
  const isOn = agentChannel !== null;
  useCommand('play.soloAgent', () => setChosen('agent'), isOn);
  useCommand('play.soloCustomer', () => setChosen('customer'), isOn);
  useCommand('play.soloBoth', () => setChosen('both'), isOn);
  return isOn ? { solo, hear: setChosen } : null;
};
