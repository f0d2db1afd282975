import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** What lists are filtered by: assistants, numbers, states, and the organization's people. */
export const facetsQuery = queryOptions({
  queryKey: ['calls', 'facets'],
  queryFn: () => request('calls.listFacets', {}),
  staleTime: 5 * 60_000,
});
