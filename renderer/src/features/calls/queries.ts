import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Cursor } from '../../../../core/contract/routes/calls.ts';
import { request } from '../../bridge/request.ts';
import type { CallSort, FilterInput } from './search.ts';

/** Rows of a page. */
export const PAGE = 100;

interface Query {
  filter: FilterInput;
  sort: CallSort;
}

/** Everything the list reads. All keys start with 'calls', so that one event renews them together. */
export const callsQueries = {
  /** First page as this device last saw it: painted while the workspace is asked. */
  cached: ({ filter, sort }: Query) =>
    queryOptions({
      queryKey: ['calls', 'cached', filter, sort],
      queryFn: () => request('calls.listCached', { filter, sort, limit: PAGE }),
      staleTime: Infinity,
      // Only for the moment until the workspace has answered.
      gcTime: 5_000,
    }),
  /** Every page this device holds, for reading while the workspace gives none. */
  here: ({ filter, sort }: Query) =>
    infiniteQueryOptions({
      queryKey: ['calls', 'here', filter, sort],
      queryFn: ({ pageParam }) => request('calls.listCached', { filter, sort, cursor: pageParam, limit: PAGE }),
      initialPageParam: null as Cursor | null,
      getNextPageParam: (last) => last?.next ?? undefined,
    }),
  list: ({ filter, sort }: Query) =>
    infiniteQueryOptions({
      queryKey: ['calls', 'list', filter, sort],
      queryFn: ({ pageParam }) => request('calls.list', { filter, sort, cursor: pageParam, limit: PAGE }),
      initialPageParam: null as Cursor | null,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  count: (filter: FilterInput) =>
    queryOptions({
      queryKey: ['calls', 'count', filter],
      queryFn: () => request('calls.count', { filter }),
    }),
  /** Which of the calls in sight are on this device; asked anew with what the device holds in all. */
  kept: (callIds: string[]) =>
    queryOptions({
      queryKey: ['calls', 'held', callIds],
      queryFn: async () => ({ asked: new Set(callIds), kept: (await request('calls.listKept', { callIds })).kept }),
      // A set is no JSON to compare.
      structuralSharing: false,
    }),
  held: queryOptions({
    queryKey: ['calls', 'held'],
    queryFn: () => request('calls.getCacheStatus', {}),
  }),
};
