import { createPeakCollector, type CollectedPeaks } from '../../core/audio/peak-collector.ts';
import { parseWavHeader, type WavFormat } from '../../core/audio/wav-header.ts';
import { wavFrameReader } from '../../core/audio/wav-samples.ts';
import { BrokenAudioError } from './broken-audio.ts';
import { peek, slice } from './byte-stream.ts';

const BLOCK_FRAMES = 16_384;
const MAX_HEADER_BYTES = 1 << 20;

const readHeader = async (bytes: AsyncIterable<Uint8Array>): Promise<{ format: WavFormat; bytes: AsyncGenerator<Uint8Array> }> => {
  for (let least = 4096, stream = bytes; least <= MAX_HEADER_BYTES; least *= 4) {
    const peeked = await peek(stream, least);
    const header = parseWavHeader(peeked.head);
    if (header.state === 'ok') return { format: header.format, bytes: peeked.bytes };
    if (header.state === 'broken' || peeked.head.length < least) break;
    stream = peeked.bytes;
  }
  throw new BrokenAudioError('no WAVE header that can be read');
};

/** Regroups a stream into blocks of whole frames; half a frame at the end is dropped. The block is reused. */
async function* inFrames(bytes: AsyncIterable<Uint8Array>, frameBytes: number): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(BLOCK_FRAMES * frameBytes);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const take = Math.min(piece.length - at, block.length - filled);
      block.set(piece.subarray(at, at + take), filled);
      at += take;
      filled += take;
      if (filled === block.length) {
        yield block;
        filled = 0;
      }
    }
  }
  yield block.subarray(0, filled - (filled % frameBytes));
}

/** Peaks of a WAVE stream in constant memory. Throws BrokenAudioError. */
export const wavPeaks = async (bytes: AsyncIterable<Uint8Array>): Promise<CollectedPeaks> => {
  const { format, bytes: whole } = await readHeader(bytes);
  const channels = Math.min(2, format.channels);
  const collector = createPeakCollector({ channels, sampleRate: format.sampleRate });
  const samples = Array.from({ length: channels }, () => new Float32Array(BLOCK_FRAMES));
  const read = wavFrameReader(format);
  for await (const block of inFrames(slice(whole, format.dataOffset, format.dataBytes), format.frameBytes)) {
    collector.push(samples, read(block, samples));
  }
  return collector.finish();
};
