import type { CallRow } from '../../../../core/calls/call-row.ts';
import { request } from '../../bridge/request.ts';
import type { toQuery } from './search.ts';

export interface Newer {
  readonly count: number;
  readonly capped: boolean;
}

export const NONE_NEWER: Newer = { count: 0, capped: false };

/** How many calls the list would show above its first row by now. Only a list by date, newest first, has an above. */
export const countNewer = async ({ filter, sort }: ReturnType<typeof toQuery>, rows: readonly CallRow[]): Promise<Newer> => {
  const top = rows[0];
  if (!top || sort.by !== 'created_at' || sort.direction !== 'desc') return NONE_NEWER;
  const { count, capped, source } = await request('calls.count', { filter: { ...filter, from: top.createdAt } });
  // The period includes its first instant: what the list shows of it is not new.
  const shown = rows.filter(({ createdAt }) => createdAt === top.createdAt).length;
  return source === 'workspace' ? { count: Math.max(0, count - shown), capped } : NONE_NEWER;
};
