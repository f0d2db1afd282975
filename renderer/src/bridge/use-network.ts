import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Network } from '../../../core/contract/routes/app.ts';
import { request } from './request.ts';

/** Whether the last request reached the workspace. Kept fresh by events. */
export const networkQuery = queryOptions({
  queryKey: ['app', 'network'],
  queryFn: () => request('app.getNetwork', {}),
  staleTime: Infinity,
});

/** The state of the line to the workspace. */
export const useNetwork = (): Network => useQuery(networkQuery).data ?? { online: true, lastReadAt: null };
