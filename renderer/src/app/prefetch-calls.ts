import type { QueryClient } from '@tanstack/react-query';
import type { ParsedLocation } from '@tanstack/react-router';
import { callsQueries } from '../features/calls/queries.ts';
import { parseCallsSearch, toQuery } from '../features/calls/search.ts';

/** Asks for the cached page of the list that an address names; other addresses need none. */
export const prefetchCalls = async (client: QueryClient, { pathname, search }: ParsedLocation): Promise<void> => {
  if (pathname !== '/' && pathname !== '/calls') return;
  const query = toQuery(parseCallsSearch(search), new Date(new Date().toDateString()));
  await client.prefetchQuery(callsQueries.cached(query));
};
