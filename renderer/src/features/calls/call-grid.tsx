import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { useBlindFirst } from '../../bridge/use-blind-first.ts';
import { useLanguage } from '../../i18n/index.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { markPainted } from '../../lib/paint-mark.ts';
import { GridFrame } from '../../ui/grid/grid-frame.tsx';
import { HEAD, rowsOfPage, useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import type { CellWords } from './cell-words.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import type { CallSort } from './search.ts';
import type { CallList } from './use-call-list.ts';
import { useKept } from './use-kept.ts';
import { onGridKey } from './use-grid-keys.ts';
import { useLayout } from './use-layout.ts';
import type { RowSelection } from './use-selection.ts';

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

const useCellWords = (audioWord: boolean): CellWords => {
  const { t } = useTranslation();
  const language = useLanguage();
  const ownId = useQuery(appQueries.session).data?.user?.id ?? null;
  const isBlind = useBlindFirst();
  return useMemo(() => ({ t, language, ownId, isBlind, audioWord }), [t, language, ownId, isBlind, audioWord]);
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

/** Tells which rows are in sight, and what this device has of them. */
const useSight = (items: readonly { index: number }[], rows: readonly CallRow[], onSight: (ids: readonly string[]) => void) => {
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  useEffect(() => onSight(rows.slice(from, to).map(({ id }) => id)), [from, to, rows, onSight]);
  return useKept(rows, from, to);
};

/** The calls as a grid of virtual rows: one tab stop, the active row moves by keys, Enter opens it. */
export const CallGrid = ({ list, listKey, sort, count, onSort, onOpen, selection, onSight, children }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const { rows } = list;
  const layout = useLayout(rootRef, rows);
  const { start, active, setActiveId, remember } = useActive(rows, listKey, gridRef);
  const virtual = useVirtualRows(list, gridRef, start.offset, selection.ids.size > 0 ? BAR : 0);
  const kept = useSight(virtual.getVirtualItems(), rows, onSight);
  const words = useCellWords(layout.audioWord);
  useEffect(() => markPainted('calls-painted'), []);

  const open = useCallback(
    (row: CallRow): void => {
      remember(row.id);
      onOpen(row);
    },
    [remember, onOpen],
  );
  const onSelect = useRowSelect(rows, active, selection, setActiveId);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    onGridKey(event, {
      rows,
      active,
      selection,
      page: () => rowsOfPage(gridRef.current),
      onOpen: open,
      onMove: (to) => {
        setActiveId(rows[to]?.id ?? null);
        virtual.scrollToIndex(to);
      },
    });
  };

  return (
    <GridFrame
      rootRef={rootRef}
      gridRef={gridRef}
      label={t('shell.calls')}
      count={count}
      columns={layout.columns.length}
      isMultiselectable
      activeId={rows[active] ? `call-${rows[active].id}` : undefined}
      onKeyDown={onKeyDown}
      head={<GridHead layout={layout} sort={sort} onSort={onSort} selected={selectedOf(rows, selection)} />}
      height={virtual.getTotalSize()}
      over={children}
    >
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
            kept={kept.of(row.id)}
            isAway={kept.isAway(row.id)}
            onOpen={open}
            onSelect={onSelect}
          />
        ) : null;
      })}
    </GridFrame>
  );
};
