import { A_LAW, MU_LAW } from './companding.ts';
import type { WavFormat } from './wav-header.ts';

/** Turns whole frames of interleaved bytes into one Float32Array (−1 to 1) a channel; returns the number of frames. */
export type FrameReader = (bytes: Uint8Array, into: readonly Float32Array[]) => number;

type SampleAt = (view: DataView, at: number) => number;

const readWith =
  (channels: number, sampleBytes: number, sampleAt: SampleAt): FrameReader =>
  (bytes, into) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const frameBytes = channels * sampleBytes;
    const frames = Math.floor(bytes.length / frameBytes);
    for (let channel = 0; channel < channels; channel += 1) {
      const out = into[channel];
      if (!out) continue;
      for (let frame = 0, at = channel * sampleBytes; frame < frames; frame += 1, at += frameBytes) out[frame] = sampleAt(view, at);
    }
    return frames;
  };

const readByTable =
  (channels: number, table: Float32Array): FrameReader =>
  (bytes, into) => {
    const frames = Math.floor(bytes.length / channels);
    for (let channel = 0; channel < channels; channel += 1) {
      const out = into[channel];
      if (!out) continue;
      for (let frame = 0, at = channel; frame < frames; frame += 1, at += channels) out[frame] = table[bytes[at] as number] as number;
    }
    return frames;
  };

/** The reader for a file's encoding. */
export const wavFrameReader = ({ encoding, channels }: WavFormat): FrameReader => {
  switch (encoding) {
    case 'mu-law':
      return readByTable(channels, MU_LAW);
    case 'a-law':
      return readByTable(channels, A_LAW);
    case 'pcm8':
      return readByTable(
        channels,
        Float32Array.from({ length: 256 }, (_, byte) => (byte - 128) / 128),
      );
    case 'pcm16':
      return readWith(channels, 2, (view, at) => view.getInt16(at, true) / 32768);
    case 'float32':
      return readWith(channels, 4, (view, at) => view.getFloat32(at, true));
  }
};
