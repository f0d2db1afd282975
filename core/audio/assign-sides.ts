import { applySwap, detectChannelOrder, type SpokenSpan } from './channel-order.ts';
import type { ChannelPeaks } from './peaks-messages.ts';

/** Peaks by side, as the player draws them. */
export interface SidePeaks {
  readonly durationSeconds: number;
  readonly pointsPerSecond: number;
  readonly agent: Float32Array<ArrayBuffer>;
  readonly customer: Float32Array<ArrayBuffer>;
  readonly mono: boolean;
  /** The channel the agent is on; null for mono. */
  readonly agentChannel: 0 | 1 | null;
  /** How sure the order of the channels is, 0–1; 0 also means that the usual order stands unproved. */
  readonly confidence: number;
}

const SAME = 0.004;

const soundAlike = (one: Float32Array, other: Float32Array): boolean => one.every((peak, at) => Math.abs(peak - (other[at] ?? 0)) <= SAME);

/**
 * Says which channel is whose, from when the turns say each side spoke. A stereo file whose channels are alike counts as
 * mono. `swapped` is a person's correction of the result.
 */
export const assignSides = (peaks: ChannelPeaks, spans: readonly SpokenSpan[], swapped = false): SidePeaks => {
  const { durationSeconds, pointsPerSecond } = peaks;
  const [first, second] = peaks.channels;
  if (second === undefined || soundAlike(first, second)) {
    return { durationSeconds, pointsPerSecond, agent: first, customer: first, mono: true, agentChannel: null, confidence: 0 };
  }
  const pair = [first, second] as const;
  const order = applySwap(detectChannelOrder(pair, pointsPerSecond, spans), swapped);
  return { durationSeconds, pointsPerSecond, agent: pair[order.agent], customer: pair[order.customer], mono: false, agentChannel: order.agent, confidence: order.confidence };
};
