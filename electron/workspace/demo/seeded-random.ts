/** A source of chance that gives the same values for the same seed, so that demo data is the same on every machine. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  pick<T>(values: readonly T[]): T;
  shuffle<T>(values: readonly T[]): T[];
  chance(probability: number): boolean;
}

/** Four-byte FNV-1a hash: turns a text into a seed. */
export function hashText(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash;
}

/** Mulberry32 behind the interface above. */
export function seededRandom(seed: string): SeededRandom {
  let state = hashText(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(values: readonly T[]): T => {
    const value = values[int(0, values.length - 1)];
    if (value === undefined) throw new Error('Nothing to pick from');
    return value;
  };
  const shuffle = <T>(values: readonly T[]): T[] =>
    values
      .map((value) => ({ value, order: next() }))
      .sort((one, other) => one.order - other.order)
      .map(({ value }) => value);
  return { next, int, pick, shuffle, chance: (probability) => next() < probability };
}

/** A UUID of version 7 whose first 48 bits are the given time, as Vapi's call ids are. */
export function uuidV7(timeMs: number, random: SeededRandom): string {
  const time = timeMs.toString(16).padStart(12, '0');
  return formatUuid(time + hexDigits(20, random), '7');
}

/** A UUID of version 4 out of the seeded source. */
export function uuidV4(random: SeededRandom): string {
  return formatUuid(hexDigits(32, random), '4');
}

function hexDigits(count: number, random: SeededRandom): string {
  return Array.from({ length: count }, () => random.int(0, 15).toString(16)).join('');
}

function formatUuid(hex: string, version: '4' | '7'): string {
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const whole = hex.slice(0, 12) + version + hex.slice(13, 16) + variant + hex.slice(17);
  return [whole.slice(0, 8), whole.slice(8, 12), whole.slice(12, 16), whole.slice(16, 20), whole.slice(20)].join('-');
}
