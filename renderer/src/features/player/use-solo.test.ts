import { describe, expect, it } from 'vitest';
import { channelOf } from '../../lib/solo.ts';
import { agentChannelOf } from './use-solo.ts';

const peaks = { durationSeconds: 1, agent: new Float32Array(), customer: new Float32Array(), mono: false };

describe('solo', () => {
  it('needs to know whose channel is whose', () => {
    expect(agentChannelOf(null)).toBeNull();
    expect(agentChannelOf(peaks)).toBeNull();
    expect(agentChannelOf({ ...peaks, agentChannel: 1 })).toBe(1);
    expect(agentChannelOf({ ...peaks, agentChannel: 1, mono: true })).toBeNull();
  });

  it('hears the channel of the side that is asked for', () => {
    expect(channelOf('both', 1)).toBeNull();
    expect([channelOf('agent', 1), channelOf('customer', 1)]).toEqual([1, 0]);
    expect([channelOf('agent', 0), channelOf('customer', 0)]).toEqual([0, 1]);
  });
});
