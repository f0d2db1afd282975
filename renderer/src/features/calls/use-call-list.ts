import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { callsQueries } from './queries.ts';
import { toQuery, type CallsSearch } from './search.ts';

export interface CallList {
  readonly rows: readonly CallRow[];
  /** True until there is anything to show, from the cache or the workspace. */
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly source: 'workspace' | 'cache' | null;
  readonly asOf: string | null;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly fetchMore: () => void;
  readonly retry: () => void;
}

/** The list behind an address: the cache's page at once, the workspace's pages as they come. */
export const useCallList = (search: CallsSearch): CallList => {
  const day = new Date().toDateString();
  const key = JSON.stringify(search);
  // The search is compared by its text, because the router makes a new object on each navigation.
  const query = useMemo(() => toQuery(JSON.parse(key) as CallsSearch, new Date(day)), [key, day]);
  const live = useInfiniteQuery(callsQueries.list(query));
  const cached = useQuery({ ...callsQueries.cached(query), enabled: live.data === undefined });
  const pages = live.data?.pages;
  const rows = useMemo(() => {
    if (!pages) return cached.data?.rows ?? [];
    const seen = new Set<string>();
    return pages.flatMap((page) => page.rows.filter((row) => !seen.has(row.id) && seen.add(row.id)));
  }, [pages, cached.data]);
  const last = pages?.at(-1) ?? cached.data ?? null;
  return {
    rows,
    isLoading: rows.length === 0 && live.isPending,
    error: live.error,
    source: last?.source ?? null,
    asOf: last?.asOf ?? null,
    hasMore: live.hasNextPage,
    isFetchingMore: live.isFetchingNextPage,
    fetchMore: () => {
      if (live.hasNextPage && !live.isFetchingNextPage) void live.fetchNextPage();
    },
    retry: () => void live.refetch(),
  };
};
