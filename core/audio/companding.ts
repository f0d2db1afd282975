const table = (decode: (byte: number) => number): Float32Array => Float32Array.from({ length: 256 }, (_, byte) => decode(byte) / 32768);

const decodeMuLaw = (byte: number): number => {
  const inverted = ~byte & 0xff;
  const magnitude = (((inverted & 0x0f) << 3) + 0x84) << ((inverted & 0x70) >> 4);
  return inverted & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
};

const decodeALaw = (byte: number): number => {
  const toggled = byte ^ 0x55;
  const exponent = (toggled & 0x70) >> 4;
  const mantissa = (toggled & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return toggled & 0x80 ? magnitude : -magnitude;
};

/** Samples (−1 to 1) of the 256 mu-law codes of ITU-T G.711. */
export const MU_LAW: Float32Array = table(decodeMuLaw);

/** Samples (−1 to 1) of the 256 A-law codes of ITU-T G.711. */
export const A_LAW: Float32Array = table(decodeALaw);
