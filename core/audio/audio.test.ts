import { describe, expect, it } from 'vitest';
import { assignSides } from './assign-sides.ts';
import { detectChannelOrder, type SpokenSpan } from './channel-order.ts';
import { A_LAW, MU_LAW } from './companding.ts';
import { id3Length, mp3Channels } from './mp3-header.ts';
import { createPeakCollector } from './peak-collector.ts';
import { quantizePeaks, restorePeaks } from './quantize-peaks.ts';
import { sniffAudio } from './sniff-audio.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('companding', () => {
  it('gives the values of G.711', () => {
    expect([0x00, 0x7f, 0x80, 0xff].map((code) => (MU_LAW[code] ?? 9) * 32768 + 0)).toEqual([-32124, 0, 32124, 0]);
    expect([0xd5, 0x55, 0x2a, 0xaa].map((code) => (A_LAW[code] ?? 9) * 32768)).toEqual([8, -8, -32256, 32256]);
  });
});

describe('sniffing', () => {
  it('knows the three kinds by their first bytes and nothing else', () => {
    expect(sniffAudio(bytesOf('RIFF\0\0\0\0WAVEfmt '))).toBe('wav');
    expect(sniffAudio(bytesOf('ID3\u0004'))).toBe('mp3');
    expect(sniffAudio(Uint8Array.of(0xff, 0xfb, 0x90, 0x64))).toBe('mp3');
    expect(sniffAudio(bytesOf(`OggS${'\0'.repeat(22)}\u0001\u0013OpusHead`))).toBe('ogg-opus');
    for (const other of ['', 'RIFF\0\0\0\0AVI ', '<!DOCTYPE html>', '{"error":1}', `OggS${'\0'.repeat(22)}\u0001\u001e\u0001vorbis`]) {
      expect(sniffAudio(bytesOf(other)), other).toBeNull();
    }
    expect(sniffAudio(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toBeNull();
  });

  it('reads tag length and channels of an MP3', () => {
    expect(id3Length(Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 2, 1))).toBe(10 + 257);
    expect(mp3Channels(Uint8Array.of(0, 0, 0xff, 0xfb, 0x90, 0x64))).toBe(2);
    expect(mp3Channels(Uint8Array.of(0xff, 0xfb, 0x90, 0xc4))).toBe(1);
  });
});

describe('collecting peaks', () => {
  it('gives the same peaks however the samples are cut', () => {
    const samples = Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i) * (i / 8000));
    const whole = createPeakCollector({ channels: 1, sampleRate: 1000 });
    whole.push([samples], samples.length);
    const pieces = createPeakCollector({ channels: 1, sampleRate: 1000 });
    for (let at = 0, size = 1; at < samples.length; at += size, size = (size % 97) + 1) {
      const piece = samples.subarray(at, at + size);
      pieces.push([piece], piece.length);
    }
    expect(pieces.finish()).toEqual(whole.finish());
    const { channels, durationSeconds } = whole.finish();
    expect([channels[0]?.length, durationSeconds]).toEqual([160, 8]);
    expect(channels[0]?.[100]).toBeCloseTo(Math.max(...samples.subarray(5000, 5050).map(Math.abs)), 6);
  });

  it('counts the last, unfinished point and clips what is beyond full scale', () => {
    const collector = createPeakCollector({ channels: 1, sampleRate: 100 });
    collector.push([Float32Array.from([0.1, 0.2, 0.3, 0.4, 0.5, -7])], 6);
    expect(collector.finish().channels[0]).toEqual(Float32Array.from([0.5, 1]));
  });

  it('halves its points a second where a recording outgrows them, and loses no peak', () => {
    const collector = createPeakCollector({ channels: 1, sampleRate: 20, maxPoints: 10 });
    collector.push([Float32Array.from({ length: 25 }, (_, i) => (i === 3 ? 0.9 : 0.1))], 25);
    const { channels, pointsPerSecond, durationSeconds } = collector.finish();
    expect([pointsPerSecond, durationSeconds]).toEqual([5, 1.25]);
    expect(channels[0]).toEqual(Float32Array.from([0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]));
  });

  it('keeps peaks within a step when they are stored as bytes', () => {
    const peaks = Float32Array.from([0, 0.004, 0.5, 0.999, 1, 2, -1]);
    const restored = restorePeaks(quantizePeaks(peaks));
    expect(Array.from(restored.subarray(0, 5)).every((peak, i) => Math.abs(peak - (peaks[i] ?? 9)) <= 1 / 254 + 1e-6)).toBe(true);
    expect(Array.from(restored.subarray(5))).toEqual([1, 0]);
  });
});

describe('the order of channels', () => {
  const spans: SpokenSpan[] = [
    { speaker: 'agent', startSeconds: 0, endSeconds: 4 },
    { speaker: 'customer', startSeconds: 5, endSeconds: 8 },
  ];
  const side = (from: number, to: number, noise = 0.02): Float32Array<ArrayBuffer> => Float32Array.from({ length: 200 }, (_, i) => (i >= from * 20 && i < to * 20 ? 0.6 : noise));

  it('is found from who speaks when, either way round', () => {
    expect(detectChannelOrder([side(5, 8), side(0, 4)], 20, spans)).toMatchObject({ customer: 0, agent: 1 });
    expect(detectChannelOrder([side(0, 4), side(5, 8)], 20, spans)).toMatchObject({ customer: 1, agent: 0 });
    expect(detectChannelOrder([side(0, 4), side(5, 8)], 20, spans).confidence).toBeGreaterThan(0.8);
  });

  it('is the usual one where nothing is known: no turns, silence, one short word, noise on both', () => {
    const usual = { customer: 0, agent: 1 };
    expect(detectChannelOrder([side(0, 4), side(5, 8)], 20, [])).toMatchObject({ ...usual, confidence: 0 });
    expect(detectChannelOrder([new Float32Array(200), new Float32Array(200)], 20, spans)).toMatchObject({ ...usual, confidence: 0 });
    expect(detectChannelOrder([side(0, 4), side(5, 8)], 20, [{ speaker: 'agent', startSeconds: 0, endSeconds: 0.3 }])).toMatchObject(usual);
    expect(detectChannelOrder([side(0, 10, 0.5), side(0, 10, 0.48)], 20, spans)).toMatchObject(usual);
    expect(detectChannelOrder([side(0, 4), side(5, 8)], 20, [{ speaker: 'agent', startSeconds: 500, endSeconds: 900 }])).toMatchObject({ ...usual, confidence: 0 });
  });

  it('is enough to know from one side alone', () => {
    expect(detectChannelOrder([side(0, 4), side(0, 0)], 20, spans.slice(0, 1))).toMatchObject({ agent: 0, customer: 1 });
  });

  it('gives sides, takes a correction, and calls alike channels mono', () => {
    const peaks = { pointsPerSecond: 20, durationSeconds: 10 };
    const [agent, customer] = [side(0, 4), side(5, 8)];
    expect(assignSides({ ...peaks, channels: [agent, customer] }, spans)).toMatchObject({ agent, customer, mono: false });
    expect(assignSides({ ...peaks, channels: [agent, customer] }, spans, true)).toMatchObject({ agent: customer, customer: agent });
    expect(assignSides({ ...peaks, channels: [agent] }, spans)).toMatchObject({ agent, customer: agent, mono: true });
    expect(assignSides({ ...peaks, channels: [agent, agent.slice()] }, spans).mono).toBe(true);
  });
});
