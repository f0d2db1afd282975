import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { countNewer, NONE_NEWER } from '../../features/calls/count-newer.ts';
import { rememberPosition } from '../../lib/list-position.ts';
import { toQuery, type CallsSearch } from '../../features/calls/search.ts';
import type { CallList } from '../../features/calls/use-call-list.ts';
import { useLiveCalls, useSightRef } from '../use-live-calls.ts';

/** Keeps the list live: rows in sight are read again where others changed them, and what is new above is counted. */
export const useLiveList = (list: CallList, search: CallsSearch) => {
  const client = useQueryClient();
  const { ids, onSight } = useSightRef();
  const key = JSON.stringify(search);
  const [found, setFound] = useState({ key, newer: NONE_NEWER });
  const [turn, setTurn] = useState(0);
  const newer = found.key === key && search.here !== true ? found.newer : NONE_NEWER;
  useLiveCalls(search, () => ids.current, async () => {
    if (search.here !== true && list.source === 'workspace') setFound({ key, newer: await countNewer(toQuery(search), list.rows) });
  });
  const show = async (): Promise<void> => {
    setFound({ key, newer: NONE_NEWER });
    await Promise.all([list.retry(), client.invalidateQueries({ queryKey: ['calls', 'count'] })]);
    rememberPosition(key, { activeId: null, offset: 0 });
    setTurn((now) => now + 1);
  };
  return { newer, turn, onSight, show };
};
