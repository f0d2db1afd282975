import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { CallsSearch } from '../../features/calls/search.ts';
import { useCallList, type CallList } from '../../features/calls/use-call-list.ts';
import { openAtMatch } from '../../lib/call-position.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { useQueueInHand, type QueueInHand } from './use-queue-in-hand.ts';

/** Calls before and after the current one that are on screen in the rail, or nearly. */
const NEAR = 30;
/** So many calls before the end of what was read, more is read. */
const AHEAD = 10;

/** What stands beside a call: the queue it was opened from, or else the list. */
export interface Neighbours {
  readonly list: CallList;
  readonly hand: QueueInHand;
  /** The calls beside it, in their order, itself among them. */
  readonly ids: readonly string[];
  /** Where it stands among them; -1 where it does not. */
  readonly at: number;
  readonly near: () => readonly string[];
  /** Resolves once the call has the screen. */
  readonly open: (callId: string) => Promise<void>;
  /** Opens the call so many places on; null where there is none. */
  readonly step: (by: 1 | -1) => (() => void) | null;
}

export const useNeighbours = (callId: string, search: CallsSearch, queueId: string | null): Neighbours => {
  const navigate = useNavigate();
  const list = useCallList(search, queueId === null);
  const hand = useQueueInHand(queueId);
  const { rows, fetchMore } = list;
  const ids = useMemo(() => (queueId === null ? rows.map(({ id }) => id) : hand.items.map((item) => item.callId)), [queueId, rows, hand.items]);
  const at = ids.indexOf(callId);
  useEffect(() => {
    if (queueId === null && at >= 0 && at >= ids.length - AHEAD) fetchMore();
  }, [queueId, at, ids.length, fetchMore]);
  const open = (id: string): Promise<void> => {
    const key = queueId === null ? JSON.stringify(search) : `queue ${queueId}`;
    const activeId = queueId === null ? id : (hand.items.find((item) => item.callId === id)?.id ?? null);
    rememberPosition(key, { ...recallPosition(key), activeId });
    const row = rows.find((one) => one.id === id);
    if (row) openAtMatch(row);
    return navigate({ to: '/calls/$callId', params: { callId: id }, search: { ...search, ...(queueId !== null && { queue: queueId }) }, replace: true, state: true });
  };
  return {
    list,
    hand,
    ids,
    at,
    near: () => [callId, ...ids.slice(Math.max(0, at - NEAR), at + NEAR)],
    open,
    step: (by) => {
      const id = at === -1 ? undefined : ids[at + by];
      return id === undefined ? null : () => void open(id);
    },
  };
};
