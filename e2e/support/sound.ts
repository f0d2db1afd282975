import type { Page } from '@playwright/test';

interface Ears {
  readonly left: AnalyserNode;
  readonly right: AnalyserNode;
}

declare global {
  interface Window {
    /** The meters of what is played, once something is. */
    ears?: Ears;
  }
}

/** Puts a meter beside the speakers: whatever the page plays through Web Audio from now on is measured per ear. */
export async function measureSpeakers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const meters = new Map<BaseAudioContext, { bus: GainNode }>();
    const meterOf = (context: BaseAudioContext): GainNode => {
      const known = meters.get(context);
      if (known) return known.bus;
      // As the destination does it: one channel is played in both ears.
      const bus = new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
      const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
      connect.call(bus, splitter);
      const ears: Ears = { left: new AnalyserNode(context, { fftSize: 2048 }), right: new AnalyserNode(context, { fftSize: 2048 }) };
      connect.call(splitter, ears.left, 0);
      connect.call(splitter, ears.right, 1);
      window.ears = ears;
      meters.set(context, { bus });
      return bus;
    };
    const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode, output?: number, input?: number) => AudioNode;
    AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode, output?: number, input?: number) {
      if (to instanceof AudioDestinationNode) connect.call(this, meterOf(this.context), output);
      return connect.call(this, to, output, input);
    } as typeof AudioNode.prototype.connect;
  });
}

/** A second of what is played, as the loudest moment of each ear from 0 to 1. What a seek left in the buffers is let go by. */
export function listen(page: Page): Promise<{ left: number; right: number }> {
  return page.evaluate(async () => {
    const audio = document.querySelector('audio');
    const { ears } = window;
    if (!audio || !ears) throw new Error('Nothing is played through Web Audio.');
    const samples = new Float32Array(2048);
    const loudness = (ear: AnalyserNode): number => {
      ear.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    };
    const most = { left: 0, right: 0 };
    const from = audio.currentTime + 0.4;
    while (audio.currentTime < from + 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (audio.currentTime < from) continue;
      most.left = Math.max(most.left, loudness(ears.left));
      most.right = Math.max(most.right, loudness(ears.right));
    }
    return most;
  });
}

/** Whether anything in the page plays through Web Audio at all. */
export const isMixed = (page: Page): Promise<boolean> => page.evaluate(() => 'ears' in window);
