import { moveTo } from '../../lib/move-to.ts';
import { rowsOfPage } from './use-virtual-rows.ts';

interface Grid<T> {
  readonly rows: readonly T[];
  /** The row that the keys are at; the first where it is none of these. */
  readonly activeId: string | null;
  readonly onMove: (id: string | null) => void;
  readonly scroller: React.RefObject<HTMLDivElement | null>;
  readonly virtual: { readonly scrollToIndex: (index: number) => void };
  readonly onOpen: (row: T) => void;
  /** Takes a press that means something of its own in this grid, such as X; false leaves it to the rest. */
  readonly onOwnKey?: (event: React.KeyboardEvent, row: T | undefined) => boolean;
}

/** A grid with one tab stop: arrows, Home, End and the page keys move through its rows, Enter opens one. `active` is the place of the row they are at. */
export function useRowKeys<T extends { readonly id: string }>({ rows, activeId, onMove, scroller, virtual, onOpen, onOwnKey }: Grid<T>): { active: number; onKeyDown: (event: React.KeyboardEvent) => void } {
  const active = Math.max(0, rows.findIndex(({ id }) => id === activeId));
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey) return;
    const row = rows[active];
    if (onOwnKey?.(event, row) === true) return event.preventDefault();
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && row) {
      event.preventDefault();
      return onOpen(row);
    }
    const next = moveTo(event.key, active, rows.length, rowsOfPage(scroller.current));
    if (next === null) return;
    event.preventDefault();
    onMove(rows[next]?.id ?? null);
    virtual.scrollToIndex(next);
  };
  return { active, onKeyDown };
}
