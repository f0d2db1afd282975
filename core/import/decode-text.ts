/** The encodings a dropped file may have; names as TextDecoder knows them. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Turns bytes into text; the platform's own decoder is passed in, because core has none. */
export type DecodeBytes = (bytes: Uint8Array, encoding: TextEncoding) => string;

/** Bytes of a text file to text, without its byte order mark. Exports of Vapi calls come as UTF-8 and as UTF-16 too. */
export function decodeText(bytes: Uint8Array, decode: DecodeBytes): string {
  return decode(bytes, sniffEncoding(bytes)).replace(/^\uFEFF/u, '');
}

/** Which encoding the first bytes speak for: a byte order mark, or the zero bytes of ASCII written as UTF-16. */
export function sniffEncoding(bytes: Uint8Array): TextEncoding {
  const [first = -1, second = -1] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first > 0 && second === 0) return 'utf-16le';
  if (first === 0 && second > 0) return 'utf-16be';
  return 'utf-8';
}
