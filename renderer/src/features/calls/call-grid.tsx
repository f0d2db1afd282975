import { ScrollArea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { useLanguage } from '../../i18n/index.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { markPainted } from '../../lib/paint-mark.ts';
import classes from './call-grid.module.css';
import type { CellWords } from './cell-words.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import type { CallSort } from './search.ts';
import type { CallList } from './use-call-list.ts';
import { onGridKey } from './use-grid-keys.ts';
import { useLayout } from './use-layout.ts';
import type { RowSelection } from './use-selection.ts';

const ROW = 36;
const HEAD = 30;
/** Room under the last row for the bar that lies over it while rows are chosen. */
const BAR = 56;

interface Props {
  list: CallList;
  /** Names the list, so that coming back finds the same place. */
  listKey: string;
  sort: CallSort;
  count: number | null;
  onSort: (sort: CallSort) => void;
  onOpen: (row: CallRow) => void;
  selection: RowSelection;
  /** Told which rows are in sight, whenever these are others. */
  onSight: (ids: readonly string[]) => void;
  /** What lies over the end of the list. */
  children?: React.ReactNode;
}

/** The rows in sight, and more of them asked for before the end is reached. */
const useRows = (list: CallList, scroller: React.RefObject<HTMLDivElement | null>, initialOffset: number, paddingEnd: number) => {
  const { rows, hasMore, fetchMore } = list;
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

const useCellWords = (audioWord: boolean): CellWords => {
  const { t } = useTranslation();
  const language = useLanguage();
  const ownId = useQuery(appQueries.session).data?.user?.id ?? null;
  return useMemo(() => ({ t, language, ownId, audioWord }), [t, language, ownId, audioWord]);
};

/** Which row is active, remembered with the place scrolled to for coming back. */
const useActive = (rows: readonly CallRow[], listKey: string, scroller: React.RefObject<HTMLDivElement | null>) => {
  const [start] = useState(() => recallPosition(listKey));
  const [activeId, setActiveId] = useState<string | null>(start.activeId);
  const found = rows.findIndex((row) => row.id === activeId);
  const remember = useCallback(
    (id: string | null) => rememberPosition(listKey, { activeId: id, offset: scroller.current?.scrollTop ?? 0 }),
    [listKey, scroller],
  );
  useEffect(() => remember(activeId), [remember, activeId]);
  return { start, active: found === -1 ? 0 : found, setActiveId, remember };
};

/** How much of what is loaded is chosen, for the box in the head. */
const selectedOf = (rows: readonly CallRow[], { ids, all, clear }: RowSelection) => {
  const isAll = rows.length > 0 && rows.every(({ id }) => ids.has(id));
  return {
    state: isAll ? 'all' : ids.size > 0 ? 'some' : 'none',
    onToggle: () => (isAll ? clear() : all(rows.map(({ id }) => id))),
  } as const;
};

/** Chooses by pointer: a row, or all from the active one to it. The row becomes the active one. */
const useRowSelect = (rows: readonly CallRow[], active: number, { toggle, extend }: RowSelection, onActive: (id: string) => void) => {
  const from = rows[active]?.id;
  return useCallback(
    (row: CallRow, how: 'toggle' | 'extend'): void => {
      if (how === 'toggle') toggle(row.id);
      else extend(rows.map(({ id }) => id), from ?? row.id, row.id);
      onActive(row.id);
    },
    [toggle, extend, rows, from, onActive],
  );
};

/** Tells which rows are in sight. */
const useSight = (items: readonly { index: number }[], rows: readonly CallRow[], onSight: (ids: readonly string[]) => void): void => {
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  useEffect(() => onSight(rows.slice(from, to).map(({ id }) => id)), [from, to, rows, onSight]);
};

/** The calls as a grid of virtual rows: one tab stop, the active row moves by keys, Enter opens it. */
export const CallGrid = ({ list, listKey, sort, count, onSort, onOpen, selection, onSight, children }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const { rows } = list;
  const layout = useLayout(rootRef, rows);
  const { start, active, setActiveId, remember } = useActive(rows, listKey, gridRef);
  const virtual = useRows(list, gridRef, start.offset, selection.ids.size > 0 ? BAR : 0);
  useSight(virtual.getVirtualItems(), rows, onSight);
  const words = useCellWords(layout.audioWord);
  useEffect(() => {
    markPainted('calls-painted');
    // A list that changes under a search field or an open filter leaves the focus where it is.
    if (document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true });
  }, []);

  const open = useCallback(
    (row: CallRow): void => {
      remember(row.id);
      onOpen(row);
    },
    [remember, onOpen],
  );
  const onSelect = useRowSelect(rows, active, selection, setActiveId);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== gridRef.current) return;
    onGridKey(event, {
      rows,
      active,
      selection,
      page: () => Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 10 * ROW) / ROW) - 1),
      onOpen: open,
      onMove: (to) => {
        setActiveId(rows[to]?.id ?? null);
        virtual.scrollToIndex(to);
      },
    });
  };

  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-label': t('shell.calls'),
    'aria-multiselectable': true,
    'aria-rowcount': count === null ? -1 : count + 1,
    'aria-colcount': layout.columns.length,
    'aria-activedescendant': rows[active] ? `call-${rows[active].id}` : undefined,
    onKeyDown,
  };
  return (
    <div className={classes.root} ref={rootRef}>
      <ScrollArea
        className={classes.area ?? ''}
        classNames={{ viewport: classes.grid ?? '' }}
        scrollbars="y"
        scrollbarSize={8}
        type="scroll"
        viewportRef={gridRef}
        viewportProps={grid}
      >
        <GridHead layout={layout} sort={sort} onSort={onSort} selected={selectedOf(rows, selection)} />
        <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row ? (
              <GridRow
                key={item.key}
                row={row}
                index={item.index}
                top={item.start - HEAD}
                layout={layout}
                words={words}
                isActive={item.index === active}
                isSelected={selection.ids.has(row.id)}
                onOpen={open}
                onSelect={onSelect}
              />
            ) : null;
          })}
        </div>
      </ScrollArea>
      {children}
    </div>
  );
};
