import { queryOptions, useQuery } from '@tanstack/react-query';
import type { EventPayload } from '../../../core/contract/events.ts';
import { request } from './request.ts';

export type Network = EventPayload<'network.changed'>;

/** Whether the last request reached the workspace. Starts as online; events correct it. */
export const networkQuery = queryOptions({
  queryKey: ['app', 'network'],
  queryFn: async (): Promise<Network> => {
    const { lastReadAt } = await request('calls.getCacheStatus', {});
    return { online: true, lastReadAt };
  },
  staleTime: Infinity,
});

/** The state of the line to the workspace. */
export const useNetwork = (): Network => useQuery(networkQuery).data ?? { online: true, lastReadAt: null };
