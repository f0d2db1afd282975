import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { ListedMoment } from '../../../../core/contract/routes/moments.ts';
import { request } from '../../bridge/request.ts';
import type { MomentsSearch } from './search.ts';

const PAGE = 100;

type Cursor = RouteInput<'moments.list'>['cursor'];

/** The list's key starts as those of calls do: what makes them stale makes it stale too. */
const listQuery = (filter: MomentsSearch) =>
  infiniteQueryOptions({
    queryKey: ['calls', 'moments', filter],
    queryFn: ({ pageParam }) => request('moments.list', { filter, cursor: pageParam, limit: PAGE }),
    initialPageParam: null as NonNullable<Cursor> | null,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export interface MomentList {
  readonly rows: readonly ListedMoment[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly failedAt: string | null;
  readonly source: 'workspace' | 'cache' | null;
  readonly asOf: string | null;
  readonly hasMore: boolean;
  readonly fetchMore: () => void;
  readonly retry: () => void;
}

/** The organization's moments, the latest first, page by page. */
export const useMomentList = (search: MomentsSearch): MomentList => {
  const { data, error, errorUpdatedAt, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(listQuery(search));
  const pages = data?.pages;
  const rows = useMemo(() => {
    const seen = new Set<string>();
    return (pages ?? []).flatMap((page) => page.rows.filter((row) => !seen.has(row.id) && seen.add(row.id)));
  }, [pages]);
  const last = pages?.at(-1);
  return {
    rows,
    isLoading: isPending,
    error,
    failedAt: error === null ? null : new Date(errorUpdatedAt).toISOString(),
    source: last?.source ?? null,
    asOf: last?.asOf ?? null,
    hasMore: hasNextPage,
    fetchMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
};
