import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { MOST_POLLED } from '../../../core/contract/routes/calls.ts';
import { appQueries } from '../bridge/app-queries.ts';
import { request } from '../bridge/request.ts';
import { useNetwork } from '../bridge/use-network.ts';
import { refreshRows } from '../features/calls/refresh-rows.ts';
import { toQuery, type CallsSearch } from '../features/calls/search.ts';
import { usePoll } from '../lib/use-poll.ts';

/** How old what is on screen may be. */
export const LIVE_MS = 15_000;

/**
 * Asks every little while whether the calls on screen were changed by others, and reads those again where they stand: the
 * place scrolled to, the focus and the playhead stay. Only while the window is seen and the workspace answers.
 */
export const useLiveCalls = (search: CallsSearch, idsOnScreen: () => readonly string[], andThen?: () => Promise<void>): void => {
  const client = useQueryClient();
  const { online } = useNetwork();
  const isSignedIn = useQuery(appQueries.session).data?.status === 'signed-in';
  const work = async (): Promise<void> => {
    const callIds = idsOnScreen().slice(0, MOST_POLLED);
    if (callIds.length > 0) {
      const { changed } = await request('calls.pollChanges', { callIds: [...callIds] });
      if (changed.length > 0) {
        const isChanged = (id: unknown): boolean => typeof id === 'string' && changed.includes(id);
        await Promise.all([
          refreshRows(client, toQuery(search, new Date(new Date().toDateString())), changed),
          client.invalidateQueries({ queryKey: ['calls', 'call'], predicate: ({ queryKey }) => isChanged(queryKey[3]) }),
        ]);
      }
    }
    await andThen?.();
  };
  usePoll(work, LIVE_MS, online && isSignedIn);
};

/** Which rows are in sight, kept without drawing anything anew. */
export const useSightRef = () => {
  const ids = useRef<readonly string[]>([]);
  const onSight = useCallback((next: readonly string[]): void => {
    ids.current = next;
  }, []);
  return { ids, onSight };
};
