import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RouteInput, RouteOutput } from '../../../core/contract/index.ts';
import { request, toAppError } from './request.ts';

type Change = 'queues.save' | 'queues.fill' | 'queues.assign' | 'queues.reopen' | 'queues.remove' | 'views.save';
type Asked = { [K in Change]: { route: K; input: RouteInput<K> } }[Change];

/** Others work in the same queues, so that what is on screen is asked for again every half minute. */
const AGAIN_MS = 30_000;

/** The queues that the person sees. */
export const queuesQuery = queryOptions({ queryKey: ['queues', 'all'], queryFn: () => request('queues.list', {}), staleTime: 0, refetchInterval: AGAIN_MS });

/** A queue with its calls. */
export const queueQuery = (queueId: string) =>
  queryOptions({ queryKey: ['queues', 'one', queueId], queryFn: () => request('queues.get', { queueId }), staleTime: 0, refetchInterval: AGAIN_MS });

/** The person's own views of the call list and those that are shared. */
export const viewsQuery = queryOptions({ queryKey: ['views'], queryFn: () => request('views.list', {}), staleTime: 60_000 });

/** One change of queues or views at a time, after which all of them are read again; `failure` is the code of what went wrong. */
export const useQueueChange = () => {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ route, input }: Asked): Promise<RouteOutput<Change>> => request(route, input),
    onSettled: (_done, _error, { route }) => client.invalidateQueries({ queryKey: [route === 'views.save' ? 'views' : 'queues'] }),
  });
  return { change, failure: change.error ? toAppError(change.error).code : null };
};
