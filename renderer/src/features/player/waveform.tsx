import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { styleNonce } from '../../lib/nonce.ts';
import { markPainted } from '../../lib/paint-mark.ts';
import type { DrawnPeaks } from './queries.ts';

const LANE_PITCH = 40;
const LANE_INK = 34;

const color = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--st-${name}`).trim();

const loudest = (...lanes: Float32Array[]): number => {
  let most = 0;
  for (const lane of lanes) for (const value of lane) if (value > most) most = value;
  return most || 1;
};

interface Props {
  peaks: DrawnPeaks;
  media: HTMLMediaElement;
  className: string | undefined;
}

/** Both lanes of `peaks` in `container`, in the theme's colours; says when they are painted. */
const draw = (container: HTMLElement, media: HTMLMediaElement, peaks: DrawnPeaks, onPainted: () => void): WaveSurfer => {
  const nonce = styleNonce();
  const common = { barWidth: 2, barGap: 1, barRadius: 1, barMinHeight: 1, barHeight: LANE_INK / LANE_PITCH };
  const wave = WaveSurfer.create({
    container,
    media,
    peaks: [peaks.agent, peaks.customer],
    duration: peaks.durationSeconds,
    height: LANE_PITCH,
    splitChannels: [
      { ...common, waveColor: color('agent-wave'), progressColor: color('agent') },
      { ...common, waveColor: color('cust-wave'), progressColor: color('cust') },
    ],
    ...common,
    normalize: true,
    maxPeak: loudest(peaks.agent, peaks.customer),
    cursorWidth: 0,
    interact: false,
    hideScrollbar: true,
    autoScroll: false,
    ...(nonce === undefined ? {} : { cspNonce: nonce }),
  });
  wave.once('redrawcomplete', onPainted);
  return wave;
};

/** Both lanes, drawn by wavesurfer from given peaks. It never gets a chance to fetch or decode the recording. */
export const Waveform = ({ peaks, media, className }: Props): React.JSX.Element => {
  const ref = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [, setDrawn] = useState(0);
  useEffect(() => {
    const container = ref.current;
    if (!container) return;
    let wave: WaveSurfer | null = null;
    // A task of its own: drawn with the screen around it, the two would hold up the page too long.
    const start = setTimeout(() => {
      wave = draw(container, media, peaks, () => {
        setDrawn((count) => count + 1);
        markPainted('waveform-painted');
      });
    });
    return () => {
      clearTimeout(start);
      wave?.destroy();
    };
  }, [peaks, media, scheme]);
  return <div ref={ref} className={className} data-testid="waveform" aria-hidden="true" />;
};
