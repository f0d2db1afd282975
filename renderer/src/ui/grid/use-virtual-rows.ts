import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';

/** Heights of a row and of the head, px; the stylesheet has them too. */
export const ROW = 36;
export const HEAD = 30;

/** Rows that come page by page. */
interface PagedRows {
  readonly rows: readonly { readonly id: string }[];
  readonly hasMore: boolean;
  readonly fetchMore: () => void;
}

/** The rows in sight, and more of them asked for before the end is reached. `paddingEnd`: room under the last row, px. */
export const useVirtualRows = ({ rows, hasMore, fetchMore }: PagedRows, scroller: React.RefObject<HTMLDivElement | null>, initialOffset: number, paddingEnd = 0) => {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialOffset,
    paddingEnd,
    initialRect: { width: 1200, height: 800 },
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 30) fetchMore();
  }, [hasMore, lastShown, rows.length, fetchMore]);
  return virtual;
};

/** Rows that a key press goes past when it turns a page. */
export const rowsOfPage = (scroller: HTMLDivElement | null): number => Math.max(1, Math.floor((scroller?.clientHeight ?? 10 * ROW) / ROW) - 1);
