import { queryOptions, useQuery } from '@tanstack/react-query';
import type { RouteInput, RouteOutput } from '../../../../core/contract/index.ts';
import type { AgreementPair } from '../../../../core/qci/agreement/pair.ts';
import type { BandThresholds } from '../../../../core/qci/band.ts';
import { request } from '../../bridge/request.ts';

/** The most pairs a screen counts: the latest ones. More would be read for seconds and move no digit that is shown. */
export const MOST_PAIRS = 10_000;
const PAGE = 1000;

type Page = RouteOutput<'agreement.listPairs'>;
export type PairFilter = RouteInput<'agreement.listPairs'>['filter'];

export interface Pairs {
  readonly rows: readonly AgreementPair[];
  readonly thresholds: BandThresholds;
  /** There are more than were read. */
  readonly isCapped: boolean;
  readonly asOf: string;
}

/** Reads page after page, up to the cap; nothing is asked any more once nobody waits for it. */
const readPairs = async (filter: PairFilter, signal: AbortSignal): Promise<Pairs> => {
  const ask = (cursor: Page['next']): Promise<Page> => request('agreement.listPairs', { filter, cursor, limit: PAGE });
  let page = await ask(null);
  const rows: AgreementPair[] = [...page.rows];
  while (page.next !== null && rows.length < MOST_PAIRS) {
    signal.throwIfAborted();
    page = await ask(page.next);
    rows.push(...page.rows);
  }
  return { rows, thresholds: page.thresholds, isCapped: page.next !== null, asOf: page.asOf };
};

/** The key starts as those of calls do: what makes them stale makes it stale too. */
const pairsQuery = (filter: PairFilter) =>
  queryOptions({ queryKey: ['calls', 'agreement', 'pairs', filter], queryFn: ({ signal }) => readPairs(filter, signal) });

/** Why people gave values of their own. */
export const reasonsQuery = (filter: PairFilter) =>
  queryOptions({ queryKey: ['calls', 'agreement', 'reasons', filter], queryFn: () => request('agreement.listReasons', { filter }) });

const judgesQuery = queryOptions({ queryKey: ['calls', 'agreement', 'judges'], queryFn: () => request('agreement.listJudges', {}), staleTime: 5 * 60_000 });

/** The pairs that pass a filter, all of them up to the cap. */
export const usePairs = (filter: PairFilter) => useQuery(pairsQuery(filter));

/** Which judges scored by which rubrics; none while it is not known. */
export const useJudges = (): RouteOutput<'agreement.listJudges'>['judges'] => useQuery(judgesQuery).data?.judges ?? [];
