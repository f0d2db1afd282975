import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { AppErrorCode } from '../../../core/contract/errors.ts';
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

/** The workspace has said its word about what was sent; other failures may mean that its answer was lost. */
const ANSWERED: ReadonlySet<AppErrorCode> = new Set(['forbidden', 'not_found', 'too_large', 'bad_request', 'conflict']);

/** One change of queues or views at a time, after which all of them are read again; `failure` is the code of what went wrong. */
export const useQueueChange = () => {
  const client = useQueryClient();
  const last = useRef<{ deed: string; opId: string } | null>(null);
  const change = useMutation({
    mutationFn: ({ route, input }: Asked): Promise<RouteOutput<Change>> => request(route, input),
    // A refusal stands under its id: whoever tries again does something new.
    onError: (error) => {
      if (ANSWERED.has(toAppError(error).code)) last.current = null;
    },
    onSettled: (_done, _error, { route }) => client.invalidateQueries({ queryKey: [route === 'views.save' ? 'views' : 'queues'] }),
  });
  /** The id of a deed, told by what it says: the same once more after an answer was lost, so that it is done once. */
  const opIdOf = (deed: unknown): string => {
    const told = JSON.stringify(deed);
    if (last.current?.deed !== told) last.current = { deed: told, opId: crypto.randomUUID() };
    return last.current.opId;
  };
  return { change, opIdOf, failure: change.error ? toAppError(change.error).code : null };
};
