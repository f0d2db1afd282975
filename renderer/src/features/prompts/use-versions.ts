import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PromptVersion, VersionedAssistant } from '../../../../core/prompts/prompt.ts';
import { promptQueries } from './queries.ts';

export interface VersionList {
  /** Null until it is known. */
  readonly assistant: VersionedAssistant | null;
  readonly versions: readonly PromptVersion[];
  /** False where older scores without a stamp were left out of the means. */
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly isFetching: boolean;
  readonly error: Error | null;
  readonly failedAt: string | null;
  readonly source: 'workspace' | 'cache' | null;
  readonly asOf: string | null;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly fetchMore: () => void;
  readonly retry: () => void;
}

/** An assistant's versions, the latest first, page by page. */
export const useVersions = (assistantId: string): VersionList => {
  const { data, error, errorUpdatedAt, isPending, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(promptQueries.versions(assistantId));
  const pages = data?.pages;
  const versions = useMemo(() => {
    const seen = new Set<number>();
    return (pages ?? []).flatMap((page) => page.versions.filter(({ version }) => !seen.has(version) && seen.add(version)));
  }, [pages]);
  const first = pages?.[0];
  return {
    assistant: first?.assistant ?? null,
    versions,
    isComplete: pages?.every(({ isComplete }) => isComplete) ?? true,
    isLoading: isPending,
    isFetching,
    error,
    failedAt: error === null ? null : new Date(errorUpdatedAt).toISOString(),
    source: first?.source ?? null,
    asOf: first?.asOf ?? null,
    hasMore: hasNextPage,
    isFetchingMore: isFetchingNextPage,
    fetchMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
};
