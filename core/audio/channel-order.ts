/** Which channel of a stereo recording carries which side. Vapi's usual order is the customer first. */
export interface ChannelOrder {
  readonly agent: 0 | 1;
  readonly customer: 0 | 1;
  /** 0 where nothing was learned (no turns, one-sided, alike channels) up to 1; the usual order stands at 0. */
  readonly confidence: number;
}

/** When one side spoke, in seconds from the start of the recording. */
export interface SpokenSpan {
  readonly speaker: 'agent' | 'customer';
  readonly startSeconds: number;
  readonly endSeconds: number;
}

const USUAL: ChannelOrder = { agent: 1, customer: 0, confidence: 0 };
const FLIPPED_AT_LEAST = 0.15;
const NEEDED_SECONDS = 1;

interface Share {
  seconds: number;
  first: number;
  second: number;
}

const add = (share: Share, peaks: readonly [Float32Array, Float32Array], from: number, to: number, rate: number): void => {
  share.seconds += (to - from) / rate;
  for (let i = from; i < to; i += 1) {
    share.first += peaks[0][i] ?? 0;
    share.second += peaks[1][i] ?? 0;
  }
};

/** Of the sound heard in these spans, the part in channel 1, −1 (all in 0) to 1 (all in 1). */
const lean = ({ first, second }: Share): number => (first + second === 0 ? 0 : (second - first) / (first + second));

/**
 * Finds the channel of each side by where the sound is while the turns say that side speaks. The usual order stands
 * unless the evidence against it is clear, so a mono-like or badly timed recording is never flipped by noise.
 */
export const detectChannelOrder = (
  peaks: readonly [Float32Array, Float32Array],
  pointsPerSecond: number,
  spans: readonly SpokenSpan[],
): ChannelOrder => {
  const agent: Share = { seconds: 0, first: 0, second: 0 };
  const customer: Share = { seconds: 0, first: 0, second: 0 };
  for (const { speaker, startSeconds, endSeconds } of spans) {
    const from = Math.max(0, Math.floor(startSeconds * pointsPerSecond));
    const to = Math.min(peaks[0].length, Math.ceil(endSeconds * pointsPerSecond));
    if (to > from) add(speaker === 'agent' ? agent : customer, peaks, from, to, pointsPerSecond);
  }
  const heard = [agent, customer].filter((share) => share.seconds >= NEEDED_SECONDS && share.first + share.second > 0);
  if (heard.length === 0) return USUAL;
  const towards = (share: Share): number => (share.seconds >= NEEDED_SECONDS ? lean(share) : 0);
  const evidence = (towards(agent) - towards(customer)) / heard.length;
  const confidence = Math.min(1, Math.abs(evidence));
  if (evidence < 0) return confidence >= FLIPPED_AT_LEAST ? { agent: 0, customer: 1, confidence } : USUAL;
  return { ...USUAL, confidence };
};

/** The order a person chose, where one did, over the detected one. */
export const applySwap = (order: ChannelOrder, swapped: boolean): ChannelOrder =>
  swapped ? { agent: order.customer, customer: order.agent, confidence: order.confidence } : order;
