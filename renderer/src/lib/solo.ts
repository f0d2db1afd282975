/** Who is heard: both sides as recorded, or one side in both ears. */
export type Solo = 'both' | 'agent' | 'customer';

type Channel = 0 | 1;

interface Graph {
  readonly context: AudioContext;
  readonly both: GainNode;
  readonly sides: readonly [GainNode, GainNode];
}

const buildGraph = (audio: HTMLAudioElement): Graph => {
  const context = new AudioContext();
  const source = context.createMediaElementSource(audio);
  const both = new GainNode(context, { gain: 1 });
  source.connect(both).connect(context.destination);
  const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  source.connect(splitter);
  const side = (channel: Channel): GainNode => {
    // One channel in, one channel out: the destination plays it in both ears.
    const gain = new GainNode(context, { gain: 0, channelCount: 1, channelCountMode: 'explicit' });
    splitter.connect(gain, channel).connect(context.destination);
    return gain;
  };
  return { context, both, sides: [side(0), side(1)] };
};

/**
 * Lets one side of a stereo recording be heard alone. The sound leaves the media element's own path only once somebody
 * asks for that; until then nothing is between the file and the speakers.
 */
export class SoloMixer {
  readonly #audio: HTMLAudioElement;
  #graph: Graph | null = null;

  constructor(audio: HTMLAudioElement) {
    this.#audio = audio;
  }

  /** `channel` is the one to hear alone; null plays the recording as it is. */
  hear(channel: Channel | null): void {
    if (channel === null && this.#graph === null) return;
    this.#graph ??= buildGraph(this.#audio);
    const { context, both, sides } = this.#graph;
    both.gain.value = channel === null ? 1 : 0;
    sides[0].gain.value = channel === 0 ? 1 : 0;
    sides[1].gain.value = channel === 1 ? 1 : 0;
    if (context.state === 'suspended') void context.resume();
  }

  dispose(): void {
    void this.#graph?.context.close();
    this.#graph = null;
  }
}

/** The channel that a side was recorded on; null for both sides. */
export const channelOf = (solo: Solo, agentChannel: Channel): Channel | null => {
  if (solo === 'both') return null;
  return solo === 'agent' ? agentChannel : agentChannel === 0 ? 1 : 0;
};
