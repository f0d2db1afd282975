import { OggOpusDecoder } from 'ogg-opus-decoder';
import { createPeakCollector, type CollectedPeaks, type PeakCollector } from '../../core/audio/peak-collector.ts';
import { BrokenAudioError, decodeOrBreak } from './broken-audio.ts';

/** Peaks of an Ogg Opus stream, decoded piece by piece. Throws BrokenAudioError where nothing in it decodes. */
export const opusPeaks = async (bytes: AsyncIterable<Uint8Array>): Promise<CollectedPeaks> => {
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  let collector: PeakCollector | null = null;
  const take = ({ channelData, samplesDecoded, sampleRate }: ReturnType<OggOpusDecoder['decode']>): void => {
    if (samplesDecoded === 0) return;
    collector ??= createPeakCollector({ channels: Math.min(2, channelData.length), sampleRate });
    collector.push(channelData, samplesDecoded);
  };
  try {
    for await (const piece of bytes) take(await decodeOrBreak(() => decoder.decode(piece)));
    take(await decodeOrBreak(() => decoder.flush()));
  } finally {
    decoder.free();
  }
  const collected = (collector as PeakCollector | null)?.finish();
  if (!collected) throw new BrokenAudioError('no Opus packet decodes');
  return collected;
};
