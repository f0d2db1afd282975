import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { Movement } from '../../../../core/scoring/difference.ts';
import { request } from '../../bridge/request.ts';

const PAGE = 200;
/** What a running batch has done meanwhile is counted anew so often, not with every call. */
const AGAIN_MS = 4000;

const keyOf = (batchId: string) => ['scoring', 'difference', batchId] as const;
const refresh = (isRunning: boolean) => ({ staleTime: 0, refetchInterval: isRunning ? AGAIN_MS : (false as const) });

/** What a batch made of the scores that its calls had. */
export const useDifference = (batchId: string, isRunning: boolean) => useQuery({ queryKey: keyOf(batchId), queryFn: () => request('scoring.difference', { batchId }), ...refresh(isRunning) });

/** The calls of one group of it, page by page. */
export const useChanges = (batchId: string, movement: Movement, isRunning: boolean) =>
  useInfiniteQuery({
    queryKey: [...keyOf(batchId), movement],
    queryFn: ({ pageParam }) => request('scoring.changes', { batchId, movement, offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    ...refresh(isRunning),
  });

/** Makes runs of a batch count; everything that shows a score is read anew after it. */
export const useAdopt = (batchId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: Omit<RouteInput<'scoring.adopt'>, 'batchId'>) => request('scoring.adopt', { batchId, ...which }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: keyOf(batchId) }), client.invalidateQueries({ queryKey: ['calls'] })]),
  });
};
