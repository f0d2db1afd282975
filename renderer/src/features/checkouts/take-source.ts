import type { RouteInput } from '../../../../core/contract/index.ts';
import { MOST_CALLS } from '../../../../core/contract/routes/checkouts.ts';

/** The source as it is asked for. */
type CheckoutSource = RouteInput<'checkouts.start'>['source'];
type Filter = Extract<CheckoutSource, { from: 'filter' }>['filter'];

/** What a person points at: chosen calls, or those of the list's filter, of which there are about so many. */
export type TakeSource =
  | { readonly from: 'calls'; readonly callIds: readonly string[] }
  | { readonly from: 'filter'; readonly filter: Filter; readonly count: number | null; readonly capped: boolean };

/** How many calls it is at first; a filter that finds more than a checkout takes is cut. */
export const firstMost = (source: TakeSource): number =>
  Math.max(1, Math.min(MOST_CALLS, source.from === 'calls' ? source.callIds.length : (source.count ?? MOST_CALLS)));

/** The source as main takes it. */
export const toCheckoutSource = (source: TakeSource, most: number): CheckoutSource =>
  source.from === 'calls' ? { from: 'calls', callIds: source.callIds.slice(0, MOST_CALLS) } : { from: 'filter', filter: source.filter, most };
