/** Sample encodings of a WAVE file that the app reads. */
export type WavEncoding = 'pcm8' | 'pcm16' | 'float32' | 'mu-law' | 'a-law';

export interface WavFormat {
  readonly encoding: WavEncoding;
  readonly channels: number;
  /** Samples a second of each channel. */
  readonly sampleRate: number;
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
  /** Where the samples start, in bytes from the start of the file. */
  readonly dataOffset: number;
  /** Bytes of samples the header promises; null where it was written before the length was known. */
  readonly dataBytes: number | null;
}

/** `more`: the header goes on beyond the bytes given. `broken`: not a WAVE file, or an encoding that is not read. */
export type WavHeader = { state: 'ok'; format: WavFormat } | { state: 'more' } | { state: 'broken' };

const ENCODINGS: Readonly<Record<string, WavEncoding>> = {
  '1/8': 'pcm8',
  '1/16': 'pcm16',
  '3/32': 'float32',
  '6/8': 'a-law',
  '7/8': 'mu-law',
};
const EXTENSIBLE = 0xfffe;
const UNKNOWN_LENGTH = 0xffffffff;
const MAX_HEADER_BYTES = 1 << 20;

type Shape = Pick<WavFormat, 'encoding' | 'channels' | 'sampleRate' | 'frameBytes'>;

const tag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const parseShape = (view: DataView, at: number, size: number): Shape | null => {
  if (size < 16) return null;
  const declared = view.getUint16(at, true);
  const code = declared === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : declared;
  const bits = view.getUint16(at + 14, true);
  const channels = view.getUint16(at + 2, true);
  const sampleRate = view.getUint32(at + 4, true);
  const encoding = ENCODINGS[`${String(code)}/${String(bits)}`];
  if (encoding === undefined || channels < 1 || channels > 8 || sampleRate < 1000 || sampleRate > 384_000) return null;
  return { encoding, channels, sampleRate, frameBytes: (channels * bits) / 8 };
};

/** Reads the header of a RIFF/WAVE file from its first bytes; give more bytes where it says `more`. */
export const parseWavHeader = (bytes: Uint8Array): WavHeader => {
  if (bytes.length < 12) return { state: 'more' };
  if (tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') return { state: 'broken' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let shape: Shape | null = null;
  let at = 12;
  while (at + 8 <= bytes.length && at < MAX_HEADER_BYTES) {
    const size = view.getUint32(at + 4, true);
    const name = tag(bytes, at);
    if (name === 'data') {
      if (shape === null) return { state: 'broken' };
      const known = size !== UNKNOWN_LENGTH && size !== 0;
      return { state: 'ok', format: { ...shape, dataOffset: at + 8, dataBytes: known ? size : null } };
    }
    if (name === 'fmt ') {
      if (at + 8 + size > bytes.length) return { state: 'more' };
      shape = parseShape(view, at + 8, size);
      if (shape === null) return { state: 'broken' };
    }
    at += 8 + size + (size & 1);
  }
  return at >= MAX_HEADER_BYTES ? { state: 'broken' } : { state: 'more' };
};
