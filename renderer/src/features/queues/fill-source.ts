import type { RouteInput } from '../../../../core/contract/index.ts';
import { MOST, STRATA, type Recipe, type Stratum } from '../../../../core/queues/queue.ts';

/** A filter of the call list as main takes it. */
export type Filter = RouteInput<'queues.preview'>['filter'];
type FillSource = RouteInput<'queues.fill'>['source'];

/** What a person points at: chosen calls, the list's filter as it stands, or nothing yet, where a saved view is chosen in the dialog. */
export type Pointed = { readonly from: 'calls'; readonly callIds: readonly string[] } | { readonly from: 'filter'; readonly filter: Filter } | { readonly from: 'views' };

/** How calls are taken from a filter: the newest, or a drawing by strata. */
export type Way = 'newest' | 'recipe';

/** What the fields of the dialog hold, as they are written. */
export interface FillFields {
  readonly way: Way;
  readonly most: string;
  readonly shares: Readonly<Record<Stratum, string>>;
  readonly seed: string;
}

/** Thirty of each day's work: a third near an edge, some with weak evidence, a tenth repeated. */
export const FIRST_SHARES: FillFields['shares'] = { edge: '10', weak: '7', random: '10', repeats: '3' };

/** A seed that a person can read out: up to six digits. */
export const newSeed = (): string => String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000);

const whole = (text: string, least: number, most: number): number | null => {
  const value = Number(text.trim() === '' ? NaN : text.trim());
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
};

const readShares = (shares: FillFields['shares']): Recipe | null => {
  const read = STRATA.map((stratum) => [stratum, whole(shares[stratum].trim() === '' ? '0' : shares[stratum], 0, MOST.fill)] as const);
  const total = read.reduce((sum, [, value]) => sum + (value ?? NaN), 0);
  return total >= 1 && total <= MOST.fill ? (Object.fromEntries(read) as Recipe) : null;
};

/** What main is asked to put in; null where a field does not hold what it should. */
export const readFill = (pointed: Exclude<Pointed, { from: 'views' }>, { way, most, shares, seed }: FillFields): FillSource | null => {
  if (pointed.from === 'calls') return { from: 'calls', callIds: pointed.callIds.slice(0, MOST.fill) };
  if (way === 'newest') {
    const read = whole(most, 1, MOST.fill);
    return read === null ? null : { from: 'filter', filter: pointed.filter, most: read };
  }
  const recipe = readShares(shares);
  const read = whole(seed, 0, 2_147_483_647);
  return recipe === null || read === null ? null : { from: 'recipe', filter: pointed.filter, recipe, seed: read };
};
