import { MPEGDecoder } from 'mpg123-decoder';
import { id3Length, mp3Channels } from '../../core/audio/mp3-header.ts';
import { createPeakCollector, type CollectedPeaks, type PeakCollector } from '../../core/audio/peak-collector.ts';
import { SNIFF_BYTES } from '../../core/audio/sniff-audio.ts';
import { BrokenAudioError, decodeOrBreak } from './broken-audio.ts';
import { peek, slice } from './byte-stream.ts';

/** Seconds: the decoder makes a frame of silence of some noise, so that with faults so short a sound is none. */
const SHORTEST_WITH_FAULTS = 0.5;

/** Peaks of an MP3 stream, decoded piece by piece. Throws BrokenAudioError where nothing in it decodes. */
export const mp3Peaks = async (bytes: AsyncIterable<Uint8Array>): Promise<CollectedPeaks> => {
  const tagged = await peek(bytes, SNIFF_BYTES);
  const audio = await peek(slice(tagged.bytes, id3Length(tagged.head)), SNIFF_BYTES);
  const channels = mp3Channels(audio.head) ?? 2;
  const decoder = new MPEGDecoder();
  await decoder.ready;
  let collector: PeakCollector | null = null;
  let faults = 0;
  try {
    for await (const piece of audio.bytes) {
      const { channelData, samplesDecoded, sampleRate, errors } = await decodeOrBreak(() => decoder.decode(piece));
      faults += errors.length;
      if (samplesDecoded === 0) continue;
      collector ??= createPeakCollector({ channels, sampleRate });
      collector.push(channelData, samplesDecoded);
    }
  } finally {
    decoder.free();
  }
  const collected = collector?.finish();
  if (!collected || (faults > 0 && collected.durationSeconds < SHORTEST_WITH_FAULTS)) throw new BrokenAudioError('no MP3 frame decodes');
  return collected;
};
