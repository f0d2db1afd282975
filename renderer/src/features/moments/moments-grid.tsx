import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedMoment } from '../../../../core/contract/routes/moments.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWidth } from '../../lib/hooks.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { GridFrame } from '../../ui/grid/grid-frame.tsx';
import grid from '../../ui/grid/grid.module.css';
import { useRowKeys } from '../../ui/grid/use-row-keys.ts';
import { HEAD, useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { momentCell } from './list-cells.tsx';
import { momentLayout, type MomentLayout } from './list-columns.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useBlindFirst } from '../../bridge/use-blind-first.ts';
import type { MomentList } from './use-moment-list.ts';

const SKELETONS = 16;

const Head = ({ layout }: { layout: MomentLayout }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div role="row" aria-rowindex={1} className={grid.head} style={{ gridTemplateColumns: layout.template }}>
      {layout.columns.map((column) => (
        <div key={column} role="columnheader" className={grid.headCell}>
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
    <div className={`${grid.root} ${grid.skeleton}`} ref={ref} role="grid" tabIndex={0} aria-busy="true" aria-label={t('shell.moments')}>
      <Head layout={layout} />
      {shown &&
        Array.from({ length: SKELETONS }, (_, row) => (
          <div key={row} role="presentation" className={grid.row} style={{ position: 'static', gridTemplateColumns: layout.template, opacity: 1 - (row / SKELETONS) * 0.85 }}>
            {layout.columns.map((column) => (
              <span key={column} className={grid.cell}>
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

/** The moments as a grid of virtual rows: one tab stop, keys move, Enter opens the call where the moment is. */
export const MomentsGrid = ({ list, listKey, onOpen }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { userId: ownId } = useAsker();
  const isBlind = useBlindFirst();
  const words = useMemo(() => ({ t, language, ownId, isBlind }), [t, language, ownId, isBlind]);
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const layout = momentLayout(useWidth(rootRef, window.innerWidth));
  const [start] = useState(() => recallPosition(listKey));
  const [activeId, setActiveId] = useState(start.activeId);
  const { rows } = list;
  const virtual = useVirtualRows(list, gridRef, start.offset);
  const open = (row: ListedMoment): void => {
    rememberPosition(listKey, { activeId: row.id, offset: gridRef.current?.scrollTop ?? 0 });
    onOpen(row);
  };
  const { active, onKeyDown } = useRowKeys({ rows, activeId, onMove: setActiveId, scroller: gridRef, virtual, onOpen: open });
  return (
    <GridFrame
      rootRef={rootRef}
      gridRef={gridRef}
      label={t('shell.moments')}
      count={list.hasMore ? null : rows.length}
      columns={layout.columns.length}
      activeId={rows[active] ? `moment-${rows[active].id}` : undefined}
      onKeyDown={onKeyDown}
      head={<Head layout={layout} />}
      height={virtual.getTotalSize()}
    >
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
            className={grid.row}
            style={{ gridTemplateColumns: layout.template, transform: `translateY(${item.start - HEAD}px)` }}
            onClick={() => open(row)}
          >
            {layout.columns.map((column) => (
              <div key={column} role="gridcell" className={grid.cell}>
                {momentCell(column, row, words)}
              </div>
            ))}
          </div>
        ) : null;
      })}
    </GridFrame>
  );
};
