import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { Outbox } from '../../../../core/contract/routes/outbox.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { request, toAppError } from '../../bridge/request.ts';

type Change = 'outbox.flush' | 'outbox.retry' | 'outbox.edit' | 'outbox.discard' | 'outbox.resolve';
export type OutboxChange = { [K in Change]: { route: K; input: RouteInput<K> } }[Change];

const NOTHING: Outbox = { state: 'idle', waiting: 0, sending: 0, parked: 0, failed: 0, items: [] };

/** What is not sent yet, and what a person can do about it. Each change answers how things stand after it. */
export const useOutbox = () => {
  const client = useQueryClient();
  const { data: outbox = NOTHING } = useQuery(appQueries.outbox);
  const change = useMutation({
    mutationFn: ({ route, input }: OutboxChange): Promise<Outbox> => request(route, input),
    onSuccess: (after) => client.setQueryData(appQueries.outbox.queryKey, after),
    // What was refused may have been sent, or settled, meanwhile.
    onError: () => client.invalidateQueries({ queryKey: appQueries.outbox.queryKey }),
  });
  return { outbox, change, failure: change.error ? toAppError(change.error).code : null };
};
