import type { CollectedPeaks } from '../../core/audio/peak-collector.ts';
import type { ChannelPeaks } from '../../core/audio/peaks-messages.ts';
import { SNIFF_BYTES, sniffAudio, type AudioKind } from '../../core/audio/sniff-audio.ts';
import { BrokenAudioError } from './broken-audio.ts';
import { peek } from './byte-stream.ts';
import { mp3Peaks } from './mp3-peaks.ts';
import { opusPeaks } from './opus-peaks.ts';
import { wavPeaks } from './wav-peaks.ts';

const READERS: Readonly<Record<AudioKind, (bytes: AsyncIterable<Uint8Array>) => Promise<CollectedPeaks>>> = {
  wav: wavPeaks,
  mp3: mp3Peaks,
  'ogg-opus': opusPeaks,
};

/** Peaks of a recording, whatever its kind, from a stream of its bytes. Throws BrokenAudioError; also what the stream throws. */
export const computePeaks = async (bytes: AsyncIterable<Uint8Array>): Promise<ChannelPeaks> => {
  const { head, bytes: whole } = await peek(bytes, SNIFF_BYTES);
  const kind = sniffAudio(head);
  if (kind === null) throw new BrokenAudioError('neither WAVE, MP3 nor Opus');
  const { channels, pointsPerSecond, durationSeconds } = await READERS[kind](whole);
  const [first, second] = channels;
  if (!first || durationSeconds <= 0) throw new BrokenAudioError('there is no sound in it');
  return { channels: second ? [first, second] : [first], pointsPerSecond, durationSeconds };
};
