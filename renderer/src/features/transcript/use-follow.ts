import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState } from 'react';

type ListVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** True where a row lies within the middle third of what is seen. */
const isInMiddle = (virtual: ListVirtualizer, row: number): boolean => {
  const item = virtual.measurementsCache[row];
  const height = virtual.scrollRect?.height ?? 0;
  if (!item || height === 0) return false;
  const top = item.start - (virtual.scrollOffset ?? 0);
  return top >= height / 3 - item.size && top + item.size <= (height * 2) / 3 + item.size;
};

/** Keeps the row being heard in the middle third; scrolling by hand stops that until asked for again. */
export const useFollow = (virtual: ListVirtualizer, row: number | null) => {
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (following && row !== null && !isInMiddle(virtual, row)) virtual.scrollToIndex(row, { align: 'center' });
  }, [following, row, virtual]);
  const follow = useCallback(() => setFollowing(true), []);
  const stop = useCallback(() => setFollowing(false), []);
  return { following, follow, stop };
};
