import { MPEGDecoder } from 'mpg123-decoder';
import { id3Length, mp3Channels } from '../../core/audio/mp3-header.ts';
import { createPeakCollector, type CollectedPeaks, type PeakCollector } from '../../core/audio/peak-collector.ts';
import { SNIFF_BYTES } from '../../core/audio/sniff-audio.ts';
import { BrokenAudioError } from './broken-audio.ts';
import { peek, slice } from './byte-stream.ts';

/** Peaks of an MP3 stream, decoded piece by piece. Throws BrokenAudioError where nothing in it decodes. */
export const mp3Peaks = async (bytes: AsyncIterable<Uint8Array>): Promise<CollectedPeaks> => {
  const tagged = await peek(bytes, SNIFF_BYTES);
  const audio = await peek(slice(tagged.bytes, id3Length(tagged.head)), SNIFF_BYTES);
  const channels = mp3Channels(audio.head) ?? 2;
  const decoder = new MPEGDecoder();
  await decoder.ready;
  let collector: PeakCollector | null = null;
  try {
    for await (const piece of audio.bytes) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(piece);
      if (samplesDecoded === 0) continue;
      collector ??= createPeakCollector({ channels, sampleRate });
      collector.push(channelData, samplesDecoded);
    }
  } finally {
    decoder.free();
  }
  if (!collector) throw new BrokenAudioError('no MP3 frame decodes');
  return collector.finish();
};
