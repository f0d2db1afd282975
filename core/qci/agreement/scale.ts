import type { ScoredPair } from './error.ts';
import { weightedKappa, type Confusion } from './kappa.ts';

/** Pairs of one scale, laid out to be drawn from many times: where each falls in the confusion, and by how many points the two differ. */
export interface Scale {
  readonly categories: number;
  /** First category × `categories` + second category, of each pair. */
  readonly cells: Uint8Array;
  /** Second minus first, in whole points. */
  readonly gaps: Int16Array;
}

/** Pairs of whole points laid out as a scale; `category` puts a score into one of `categories`, from 0 up. */
export function scaleOf(pairs: readonly ScoredPair[], category: (score: number) => number, categories: number): Scale {
  return {
    categories,
    cells: Uint8Array.from(pairs, ({ first, second }) => category(first) * categories + category(second)),
    gaps: Int16Array.from(pairs, ({ first, second }) => second - first),
  };
}

/** What is counted of pairs that were drawn: how many there are, how many lie in each cell, and sums of their differences. */
export interface Tally {
  readonly n: number;
  readonly counts: Int32Array;
  readonly sum: number;
  readonly absolute: number;
}

/** Counts the pairs at these places, one as often as it is named. Plain loops over typed arrays: this runs some hundred million times. */
export function tallyOf({ categories, cells, gaps }: Scale, drawn: Int32Array): Tally {
  const counts = new Int32Array(categories * categories);
  let sum = 0;
  let absolute = 0;
  for (let taken = 0; taken < drawn.length; taken += 1) {
    const at = drawn[taken] as number;
    const gap = gaps[at] as number;
    counts[cells[at] as number] = (counts[cells[at] as number] as number) + 1;
    sum += gap;
    absolute += gap < 0 ? -gap : gap;
  }
  return { n: drawn.length, counts, sum, absolute };
}

/** Every pair of a scale, counted once. */
export const wholeTally = (scale: Scale): Tally => tallyOf(scale, Int32Array.from(scale.gaps, (_, at) => at));

/** The counts as a table, the first rater in rows. */
export function confusionIn({ counts }: Tally, categories: number): Confusion {
  return Array.from({ length: categories }, (_, row) => Array.from(counts.subarray(row * categories, (row + 1) * categories)));
}

/** Kappa, mean absolute error and bias of what was counted; null where they are undefined. The same numbers as kappa.ts and error.ts give. */
export function statisticsOf(tally: Tally, categories: number): { kappa: number | null; mae: number | null; bias: number | null } {
  const { n, sum, absolute } = tally;
  return { kappa: weightedKappa(confusionIn(tally, categories)), mae: n === 0 ? null : absolute / n, bias: n === 0 ? null : sum / n };
}
