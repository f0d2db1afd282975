import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { useWidth } from '../../lib/hooks.ts';
import { markPainted } from '../../lib/paint-mark.ts';
import { CallCell } from './call-cells.tsx';
import classes from './call-grid.module.css';
import { layoutFor } from './columns.ts';
import { GridHead } from './grid-head.tsx';
import { recallPosition, rememberPosition } from './list-position.ts';
import { moveTo } from './move-to.ts';
import type { CallSort } from './search.ts';
import type { CallList } from './use-call-list.ts';

const ROW = 36;
const HEAD = 30;

interface Props {
  list: CallList;
  /** Names the list, so that coming back finds the same place. */
  listKey: string;
  sort: CallSort;
  count: number | null;
  onSort: (sort: CallSort) => void;
  onOpen: (row: CallRow) => void;
}

/** The calls as a grid of virtual rows: one tab stop, the active row moves by keys, Enter opens it. */
export const CallGrid = ({ list, listKey, sort, count, onSort, onOpen }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const width = useWidth(rootRef);
  const shape = useMemo(() => layoutFor(width || 1440), [width]);
  const start = useRef(recallPosition(listKey));
  const [activeId, setActiveId] = useState<string | null>(start.current.activeId);
  const { rows } = list;
  const found = rows.findIndex((row) => row.id === activeId);
  const active = found === -1 ? 0 : found;

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialOffset: start.current.offset,
    initialRect: { width: 1200, height: 800 },
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  useEffect(() => markPainted('calls-painted'), []);
  const lastShown = items.at(-1)?.index ?? 0;
  const { fetchMore, hasMore } = list;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 30) fetchMore();
  }, [hasMore, lastShown, rows.length, fetchMore]);

  useEffect(() => {
    rememberPosition(listKey, { activeId, offset: gridRef.current?.scrollTop ?? 0 });
  }, [listKey, activeId]);
  useEffect(() => {
    // A list that changes under a search field or an open filter leaves the focus where it is.
    if (document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true });
  }, []);

  const open = (row: CallRow): void => {
    rememberPosition(listKey, { activeId: row.id, offset: gridRef.current?.scrollTop ?? 0 });
    onOpen(row);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== gridRef.current || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rows[active];
    if (event.key === 'Enter' && row) {
      event.preventDefault();
      open(row);
      return;
    }
    const page = Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 10 * ROW) / ROW) - 1);
    const next = moveTo(event.key, active, rows.length, page);
    if (next === null) return;
    event.preventDefault();
    setActiveId(rows[next]?.id ?? null);
    virtual.scrollToIndex(next);
  };

  return (
    <div className={classes.root} ref={rootRef}>
      <div
        ref={gridRef}
        role="grid"
        tabIndex={0}
        aria-label={t('shell.calls')}
        aria-rowcount={count === null ? -1 : count + 1}
        aria-colcount={shape.columns.length}
        aria-activedescendant={rows[active] ? `call-${rows[active].id}` : undefined}
        className={classes.grid}
        onKeyDown={onKeyDown}
      >
        <GridHead layout={shape} sort={sort} onSort={onSort} />
        <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              return row ? (
                <div
                  key={item.key}
                  id={`call-${row.id}`}
                  role="row"
                  data-testid="call-row"
                  aria-rowindex={item.index + 2}
                  aria-selected={item.index === active}
                  data-active={item.index === active || undefined}
                  className={classes.row}
                  style={{ gridTemplateColumns: shape.template, transform: `translateY(${item.start - HEAD}px)` }}
                  onClick={() => open(row)}
                >
                  {shape.columns.map((column) => (
                    <div
                      key={column.id}
                      role="gridcell"
                      data-column={column.id}
                      data-align={column.align}
                      className={classes.cell}
                    >
                      <CallCell column={column.id} row={row} audioWord={shape.audioWord} />
                    </div>
                  ))}
                </div>
              ) : null;
            })}
        </div>
      </div>
    </div>
  );
};
