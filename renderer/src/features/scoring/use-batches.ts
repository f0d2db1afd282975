import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { request, toAppError } from '../../bridge/request.ts';

type Change = 'scoring.start' | 'scoring.pause' | 'scoring.resume' | 'scoring.cancel' | 'scoring.retry' | 'scoring.remove';
type Asked = { [K in Change]: { route: K; input: RouteInput<K> } }[Change];

/** What is scored on this device; kept fresh by `scoring.progressed`. */
export const batchesQuery = queryOptions({ queryKey: ['scoring', 'batches'], queryFn: async (): Promise<Batch[]> => (await request('scoring.list', {})).batches, staleTime: Infinity });

/** The batches, and the changes a person can make to them. */
export const useBatches = () => {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(batchesQuery);
  const change = useMutation({
    mutationFn: ({ route, input }: Asked) => request(route, input),
    onSuccess: ({ batches }) => {
      client.setQueryData(batchesQuery.queryKey, batches);
      // How they went on may have been told before this answer.
      void client.invalidateQueries({ queryKey: batchesQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['scoring', 'items'] });
    },
  });
  const failure = change.error ?? error;
  return { batches: data ?? null, change, failure: failure ? toAppError(failure) : null, retry: () => void refetch() };
};
