import { parseCallsSearch, toQuery, type FilterInput } from '../../features/calls/search.ts';

/** What a saved view filters by now. */
export const filterOfView = (filters: Record<string, unknown>): FilterInput => toQuery(parseCallsSearch(filters)).filter;
