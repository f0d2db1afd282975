import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import type { CallPage, Cursor } from '../../../../core/contract/routes/calls.ts';
import { request } from '../../bridge/request.ts';
import { callsQueries, PAGE } from './queries.ts';
import type { toQuery } from './search.ts';

type Query = ReturnType<typeof toQuery>;

const replaced = <P>(pages: InfiniteData<CallPage, P>, fresh: ReadonlyMap<string, CallRow>): InfiniteData<CallPage, P> => ({
  ...pages,
  pages: pages.pages.map((page) =>
    page.rows.some(({ id }) => fresh.has(id)) ? { ...page, rows: page.rows.map((row) => fresh.get(row.id) ?? row) } : page,
  ),
});

/**
 * Reads changed rows of a list again and puts them where they stand. No row comes, goes or moves: what is new waits until
 * it is asked for, and a row that belongs elsewhere by now stays until the list is read again.
 */
export const refreshRows = async (client: QueryClient, query: Query, changed: readonly string[]): Promise<void> => {
  const { queryKey } = callsQueries.list(query);
  const known = client.getQueryData(queryKey);
  if (!known) return;
  const wanted = new Set(changed);
  const cursors = known.pages.flatMap(({ rows }, at) => (rows.some(({ id }) => wanted.has(id)) ? [(known.pageParams[at] ?? null) as Cursor | null] : []));
  const pages = await Promise.all(cursors.map((cursor) => request('calls.list', { ...query, cursor, limit: PAGE })));
  const fresh = new Map(pages.flatMap(({ rows }) => rows.filter(({ id }) => wanted.has(id)).map((row) => [row.id, row] as const)));
  client.setQueryData(queryKey, (now) => now && replaced(now, fresh));
};
