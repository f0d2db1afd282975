import { isMpegFrame } from './sniff-audio.ts';

/** Bytes of the ID3v2 tag at the start of an MP3, 0 where there is none. */
export const id3Length = (head: Uint8Array): number => {
  if (head.length < 10 || head[0] !== 0x49 || head[1] !== 0x44 || head[2] !== 0x33) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | ((head[at] ?? 0) & 0x7f), 0);
  return 10 + size;
};

/** Channels that the first frame header at or after `from` declares (decoders double mono), or null where none is seen. */
export const mp3Channels = (bytes: Uint8Array, from = 0): 1 | 2 | null => {
  for (let at = from; at + 4 <= bytes.length; at += 1) {
    if (isMpegFrame(bytes, at)) return (bytes[at + 3] ?? 0) >> 6 === 3 ? 1 : 2;
  }
  return null;
};
