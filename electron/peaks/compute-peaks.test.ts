import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BrokenAudioError } from './broken-audio.ts';
import { computePeaks } from './compute-peaks.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const RATE = 8000;

/** Left: a tone of 0.5 in the first half; right: a tone of 0.25 in the second. */
const tone = (channel: number, i: number, frames: number): number => {
  const speaks = i < frames / 2 ? channel === 0 : channel === 1;
  return speaks ? (channel === 0 ? 0.5 : 0.25) * Math.sin((2 * Math.PI * 440 * i) / RATE) : 0;
};

const encodeMuLaw = (value: number): number => {
  const sign = value < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.round(Math.abs(value) * 32768), 32635) + 0x84;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
};

const FORMATS = {
  pcm16: { code: 1, bits: 16, write: (view: DataView, at: number, value: number) => view.setInt16(at, Math.round(value * 32767), true) },
  pcm8: { code: 1, bits: 8, write: (view: DataView, at: number, value: number) => view.setUint8(at, Math.round(value * 127) + 128) },
  float32: { code: 3, bits: 32, write: (view: DataView, at: number, value: number) => view.setFloat32(at, value, true) },
  'mu-law': { code: 7, bits: 8, write: (view: DataView, at: number, value: number) => view.setUint8(at, encodeMuLaw(value)) },
} as const;

interface Making {
  readonly channels?: number;
  readonly seconds?: number;
  readonly dataBytes?: number;
  readonly extraChunk?: number;
}

const makeWav = (kind: keyof typeof FORMATS, { channels = 2, seconds = 2, dataBytes, extraChunk = 0 }: Making = {}): Uint8Array => {
  const { code, bits, write } = FORMATS[kind];
  const frames = seconds * RATE;
  const frameBytes = (channels * bits) / 8;
  const head = 36 + (extraChunk > 0 ? 8 + extraChunk : 0);
  const bytes = new Uint8Array(head + 8 + frames * frameBytes);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => bytes.set(Buffer.from(value, 'latin1'), at);
  text(0, 'RIFF');
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, RATE, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, bits, true);
  if (extraChunk > 0) {
    text(36, 'LIST');
    view.setUint32(40, extraChunk, true);
  }
  text(head, 'data');
  view.setUint32(head + 4, dataBytes ?? frames * frameBytes, true);
  for (let i = 0; i < frames; i += 1) {
    for (let channel = 0; channel < channels; channel += 1) write(view, head + 8 + i * frameBytes + (channel * bits) / 8, tone(channel, i, frames));
  }
  return bytes;
};

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const between = (peaks: Float32Array | undefined, from: number, to: number): number => Math.max(...(peaks ?? new Float32Array()).subarray(from, to));

const expectTwoSides = (channels: readonly Float32Array[], points: number): void => {
  const [left, right] = channels;
  expect(left).toHaveLength(points);
  expect(right).toHaveLength(points);
  const half = points / 2;
  expect(between(left, 2, half - 2)).toBeCloseTo(0.5, 1);
  expect(between(left, half + 3, points)).toBeLessThan(0.06);
  expect(between(right, 0, half - 3)).toBeLessThan(0.06);
  expect(between(right, half + 2, points - 2)).toBeCloseTo(0.25, 1);
};

describe('peaks of a WAVE file', () => {
  it.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('reads %s, cut anywhere', async (kind) => {
    const bytes = makeWav(kind);
    const whole = await computePeaks(inPieces(bytes, bytes.length));
    expectTwoSides(whole.channels, 40);
    expect(whole.durationSeconds).toBe(2);
    expect(await computePeaks(inPieces(bytes, 13))).toEqual(whole);
    expect(await computePeaks(inPieces(bytes, 65_536))).toEqual(whole);
  });

  it('reads one channel as one', async () => {
    expect((await computePeaks(inPieces(makeWav('pcm16', { channels: 1 }), 999))).channels).toHaveLength(1);
  });

  it('finds the samples behind other chunks, and takes what is there of a length never written', async () => {
    expectTwoSides((await computePeaks(inPieces(makeWav('pcm16', { extraChunk: 20_000 }), 4096))).channels, 40);
    expect((await computePeaks(inPieces(makeWav('pcm16', { dataBytes: 0xffffffff }), 4096))).durationSeconds).toBe(2);
    expect((await computePeaks(inPieces(makeWav('pcm16').subarray(0, 20_000), 4096))).durationSeconds).toBeCloseTo(0.62, 1);
  });
});

describe('peaks of compressed files', () => {
  const file = (name: string) => createReadStream(join(FIXTURES, name), { highWaterMark: 1000 }) as AsyncIterable<Uint8Array>;

  it('reads MP3 piece by piece, a tag before it or not', async () => {
    const { channels, durationSeconds } = await computePeaks(file('two-sides.mp3'));
    expect(durationSeconds).toBeCloseTo(3, 1);
    expectTwoSides(channels, 60);
    const tag = Uint8Array.from({ length: 10_010 }, (_, i) => [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0x4e, 0x10][i] ?? 0);
    const tagged = Buffer.concat([tag, readFileSync(join(FIXTURES, 'two-sides.mp3'))]);
    expect((await computePeaks(inPieces(tagged, 3000))).channels).toEqual(channels);
  });

  it('sees that an MP3 has one channel although the decoder gives two', async () => {
    expect((await computePeaks(file('one-side.mp3'))).channels).toHaveLength(1);
  });

  it('reads Ogg Opus', async () => {
    const { channels, durationSeconds } = await computePeaks(file('two-sides.opus'));
    expect(durationSeconds).toBeCloseTo(3, 1);
    expectTwoSides(channels, 60);
  });
});

describe('what is no recording', () => {
  const wav = makeWav('pcm16');
  it.each([
    ['nothing', new Uint8Array()],
    ['a page', Buffer.from('<!DOCTYPE html><title>Access denied</title>')],
    ['a header without samples', wav.subarray(0, 44)],
    ['half a header', wav.subarray(0, 30)],
    ['24-bit samples', wav.map((byte, at) => (at === 34 ? 24 : byte))],
    ['an MP3 tag and nothing after it', Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5)],
    ['one frame header and noise', Uint8Array.from({ length: 5000 }, (_, i) => [0xff, 0xfb, 0x90, 0x64][i] ?? (i * 31) % 251)],
    ['an Opus header alone', readFileSync(join(FIXTURES, 'two-sides.opus')).subarray(0, 60)],
  ])('is broken: %s', async (_name, bytes) => {
    await expect(computePeaks(inPieces(bytes, 700))).rejects.toBeInstanceOf(BrokenAudioError);
  });

  it('passes on what the stream itself fails with', async () => {
    const failing = (async function* () {
      yield wav.subarray(0, 9000);
      throw new RangeError('sealed bytes do not open');
    })();
    await expect(computePeaks(failing)).rejects.toBeInstanceOf(RangeError);
  });
});
