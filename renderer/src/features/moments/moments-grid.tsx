import { ScrollArea } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedMoment } from '../../../../core/contract/routes/moments.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWidth } from '../../lib/hooks.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { moveTo } from '../../lib/move-to.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { momentCell } from './list-cells.tsx';
import { momentLayout, type MomentLayout } from './list-columns.ts';
import classes from './moments-grid.module.css';
import { useAsker } from './use-asker.ts';
import type { MomentList } from './use-moment-list.ts';

const ROW = 36;
const HEAD = 30;
const SKELETONS = 16;

const Head = ({ layout }: { layout: MomentLayout }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div role="row" aria-rowindex={1} className={classes.head} style={{ gridTemplateColumns: layout.template }}>
      {layout.columns.map((column) => (
        <div key={column} role="columnheader" className={classes.headCell}>
          {t(`moments.column.${column}`)}
        </div>
      ))}
    </div>
  );
};

/** The list's own columns with bars, for an answer that takes its time. */
export const MomentsSkeleton = ({ shown }: { shown: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const layout = momentLayout(useWidth(ref, window.innerWidth));
  return (
    <div className={classes.root} ref={ref} role="grid" tabIndex={0} aria-busy="true" aria-label={t('shell.moments')}>
      <Head layout={layout} />
      {shown &&
        Array.from({ length: SKELETONS }, (_, row) => (
          <div key={row} role="presentation" className={classes.row} style={{ position: 'static', gridTemplateColumns: layout.template, opacity: 1 - (row / SKELETONS) * 0.85 }}>
            {layout.columns.map((column) => (
              <span key={column} className={classes.cell}>
                <Skeleton width={column === 'label' || column === 'note' ? `${40 + ((row * 29) % 46)}%` : '70%'} />
              </span>
            ))}
          </div>
        ))}
    </div>
  );
};

interface Props {
  list: MomentList;
  /** Names the list, so that coming back finds the same place. */
  listKey: string;
  onOpen: (row: ListedMoment) => void;
}

const useRows = ({ rows, hasMore, fetchMore }: MomentList, scroller: React.RefObject<HTMLDivElement | null>, initialOffset: number) => {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialOffset,
    initialRect: { width: 1200, height: 800 },
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 30) fetchMore();
  }, [hasMore, lastShown, rows.length, fetchMore]);
  return virtual;
};

/** The moments as a grid of virtual rows: one tab stop, keys move, Enter opens the call where the moment is. */
export const MomentsGrid = ({ list, listKey, onOpen }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { userId: ownId } = useAsker();
  const words = useMemo(() => ({ t, language, ownId }), [t, language, ownId]);
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const layout = momentLayout(useWidth(rootRef, window.innerWidth));
  const [start] = useState(() => recallPosition(listKey));
  const [activeId, setActiveId] = useState(start.activeId);
  const { rows } = list;
  const active = Math.max(0, rows.findIndex(({ id }) => id === activeId));
  const virtual = useRows(list, gridRef, start.offset);
  useEffect(() => {
    if (document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true });
  }, []);
  const open = (row: ListedMoment): void => {
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
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-label': t('shell.moments'),
    'aria-rowcount': list.hasMore ? -1 : rows.length + 1,
    'aria-colcount': layout.columns.length,
    'aria-activedescendant': rows[active] ? `moment-${rows[active].id}` : undefined,
    onKeyDown,
  };
  return (
    <div className={classes.root} ref={rootRef}>
      <ScrollArea className={classes.area ?? ''} classNames={{ viewport: classes.grid ?? '' }} scrollbars="y" scrollbarSize={8} type="scroll" viewportRef={gridRef} viewportProps={grid}>
        <Head layout={layout} />
        <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row ? (
              <div
                key={item.key}
                id={`moment-${row.id}`}
                role="row"
                data-testid="moment-row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === active}
                data-active={item.index === active || undefined}
                className={classes.row}
                style={{ gridTemplateColumns: layout.template, transform: `translateY(${item.start - HEAD}px)` }}
                onClick={() => open(row)}
              >
                {layout.columns.map((column) => (
                  <div key={column} role="gridcell" className={classes.cell}>
                    {momentCell(column, row, words)}
                  </div>
                ))}
              </div>
            ) : null;
          })}
        </div>
      </ScrollArea>
    </div>
  );
};
