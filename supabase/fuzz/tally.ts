import { decodeText } from '../../core/import/decode-text.ts';
import type { Fate } from './judge.ts';

/** How many payloads met which fate. */
export type Tally = Record<Fate | 'payloads' | 'crashed', number>;

export const emptyTally = (): Tally => ({ payloads: 0, stored: 0, setAside: 0, rejected: 0, crashed: 0 });

/** A payload, or a drop of several, for which the claim does not hold. */
export interface Crash {
  readonly n: number;
  readonly recipe: string;
  readonly why: string;
  /** The payload's beginning, printable. */
  readonly shown: string;
}

/** What a shard says while it works; `at` names what it is busy with, so that a hang has a name. */
export type ShardReport = { kind: 'at'; n: number; recipe: string } | { kind: 'crash'; crash: Crash } | { kind: 'tally'; tally: Tally } | { kind: 'done'; calls: number };

export function addTally(sum: Tally, more: Tally): void {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += more[key];
}

/** Bytes as somebody can read and send them on: the beginning, with everything unprintable escaped. */
export function shown(bytes: Uint8Array): string {
  const text = decodeText(bytes.subarray(0, 600), (data, encoding) => new TextDecoder(encoding).decode(data));
  return `${JSON.stringify(text)}${bytes.length > 600 ? ` … ${bytes.length} bytes` : ''}`;
}
