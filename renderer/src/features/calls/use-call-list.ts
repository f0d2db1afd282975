import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import type { CallPage } from '../../../../core/contract/routes/calls.ts';
import { useToday } from '../../lib/hooks.ts';
import { callsQueries } from './queries.ts';
import { toQuery, type CallsSearch } from './search.ts';

export interface CallList {
  readonly rows: readonly CallRow[];
  /** True until there is anything to show, from the cache or the workspace. */
  readonly isLoading: boolean;
  readonly error: Error | null;
  /** When the error came; ISO time. */
  readonly failedAt: string | null;
  readonly source: 'workspace' | 'cache' | null;
  readonly asOf: string | null;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly fetchMore: () => void;
  /** Reads all of it again; done once it is there, or has failed. */
  readonly retry: () => Promise<void>;
}

const rowsOf = (pages: readonly (CallPage | null)[]): readonly CallRow[] => {
  const seen = new Set<string>();
  return pages.flatMap((page) => (page?.rows ?? []).filter((row) => !seen.has(row.id) && seen.add(row.id)));
};

/** The pages of a list as they are shown: those that this device holds, or the workspace's, and until those come the cache's first one. */
const usePages = (query: ReturnType<typeof toQuery>, isHere: boolean, isShown: boolean) => {
  const live = useInfiniteQuery({ ...callsQueries.list(query), enabled: isShown && !isHere });
  const here = useInfiniteQuery({ ...callsQueries.here(query), enabled: isShown && isHere });
  const cached = useQuery({ ...callsQueries.cached(query), enabled: isShown && !isHere && live.data === undefined });
  return { shown: isHere ? here : live, cached: cached.data ?? null };
};

/**
 * The list behind an address: the cache's page at once, the workspace's pages as they come; with `here` only the pages
 * that this device holds. Nothing is asked for where it is not shown.
 */
export const useCallList = (search: CallsSearch, isShown = true): CallList => {
  const today = useToday();
  const key = JSON.stringify(search);
  // The search is compared by its text, because the router makes a new object on each navigation.
  const query = useMemo(() => toQuery(JSON.parse(key) as CallsSearch, new Date(today)), [key, today]);
  const { shown, cached } = usePages(query, search.here === true, isShown);
  const pages = shown.data?.pages;
  const rows = useMemo(() => rowsOf(pages ?? [cached]), [pages, cached]);
  const last = pages?.at(-1) ?? cached;
  return {
    rows,
    isLoading: rows.length === 0 && shown.isPending,
    error: shown.error,
    failedAt: shown.error === null ? null : new Date(shown.errorUpdatedAt).toISOString(),
    source: last?.source ?? null,
    asOf: last?.asOf ?? null,
    hasMore: shown.hasNextPage,
    isFetchingMore: shown.isFetchingNextPage,
    fetchMore: () => {
      if (shown.hasNextPage && !shown.isFetchingNextPage) void shown.fetchNextPage();
    },
    retry: async () => {
      await shown.refetch();
    },
  };
};
