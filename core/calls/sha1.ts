const ROUNDS: readonly (readonly [constant: number, mix: (b: number, c: number, d: number) => number])[] = [
  [0x5a827999, (b, c, d) => (b & c) | (~b & d)],
  [0x6ed9eba1, (b, c, d) => b ^ c ^ d],
  [0x8f1bbcdc, (b, c, d) => (b & c) | (b & d) | (c & d)],
  [0xca62c1d6, (b, c, d) => b ^ c ^ d],
];

/** SHA-1 (RFC 3174) of some bytes, for name-based UUIDs only: it protects nothing. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const padded = pad(bytes);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < padded.byteLength; block += 64) {
    mixBlock(state, schedule(new DataView(padded.buffer, block, 64)));
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, i) => digest.setUint32(i * 4, word >>> 0));
  return new Uint8Array(digest.buffer);
}

function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  return padded;
}

function schedule(block: DataView): number[] {
  const words = Array.from({ length: 16 }, (_, i) => block.getUint32(i * 4));
  for (let i = 16; i < 80; i += 1) {
    words.push(rotate(word(words, i - 3) ^ word(words, i - 8) ^ word(words, i - 14) ^ word(words, i - 16), 1));
  }
  return words;
}

function mixBlock(state: number[], words: readonly number[]): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  words.forEach((scheduled, i) => {
    const [constant, mix] = ROUNDS[Math.floor(i / 20)] ?? [0, () => 0];
    const next = (rotate(a, 5) + mix(b, c, d) + e + constant + scheduled) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  });
  [a, b, c, d, e].forEach((value, i) => (state[i] = (word(state, i) + value) | 0));
}

function word(words: readonly number[], i: number): number {
  return words[i] ?? 0;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
