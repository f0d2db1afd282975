import { MOST_BATCH_CALLS } from '../../../../core/store/batch-payloads.ts';
import type { RouteInput } from '../../../../core/contract/index.ts';

type Source = RouteInput<'scoring.start'>['source'];
type Filter = Extract<Source, { from: 'filter' }>['filter'];

/** What a person points at: chosen calls; those of the list's filter; or those whose score another rubric than the latest gave. Of the last two there are about so many. */
export type ScoreSource =
  | { readonly from: 'calls'; readonly callIds: readonly string[] }
  | { readonly from: 'filter'; readonly filter: Filter; readonly count: number | null; readonly capped: boolean }
  | { readonly from: 'outdated'; readonly count: number; readonly capped: boolean };

/** How many calls it is at first; a filter that finds more than a batch takes is cut. */
export const firstMost = (source: ScoreSource): number =>
  Math.max(1, Math.min(MOST_BATCH_CALLS, source.from === 'calls' ? source.callIds.length : source.count === null || source.capped ? MOST_BATCH_CALLS : source.count));

/** The source as main takes it. */
export const toBatchSource = (source: ScoreSource, most: number): Source => {
  if (source.from === 'calls') return { from: 'calls', callIds: source.callIds.slice(0, MOST_BATCH_CALLS) };
  return source.from === 'filter' ? { from: 'filter', filter: source.filter, most } : { from: 'outdated', most };
};

