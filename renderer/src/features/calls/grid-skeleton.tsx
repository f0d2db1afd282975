import { useTranslation } from 'react-i18next';
import { useRef } from 'react';
import { useWidth } from '../../lib/hooks.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import grid from '../../ui/grid/grid.module.css';
import classes from './call-grid.module.css';
import { layoutFor, type ColumnId } from './columns.ts';
import { GridHead } from './grid-head.tsx';
import type { CallSort } from './search.ts';

const ROWS = 19;
const WIDTHS: Record<ColumnId, (row: number) => number | string> = {
  select: () => 16,
  time: () => 34,
  agent: (row) => 110 + ((row * 37) % 40),
  customer: () => 42,
  what: (row) => `${38 + ((row * 29) % 46)}%`,
  outcome: (row) => 72 + ((row * 23) % 40),
  length: () => 38,
  qci: () => 118,
  reviewer: () => 38,
  version: () => 18,
  cost: () => 34,
  audio: () => 14,
};

interface Props {
  shown: boolean;
  sort: CallSort;
  onSort: (sort: CallSort) => void;
}

/** The list's own columns with bars at plausible widths, fading down, for an answer that takes its time. */
export const GridSkeleton = ({ shown, sort, onSort }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const layout = layoutFor(useWidth(ref, window.innerWidth));
  return (
    <div className={`${grid.root} ${grid.skeleton}`} ref={ref} role="grid" tabIndex={0} aria-busy="true" aria-label={t('shell.calls')}>
      <GridHead layout={layout} sort={sort} onSort={onSort} />
      <div role="presentation">
        {shown &&
          Array.from({ length: ROWS }, (_, row) => (
            <div
              key={row}
              role="presentation"
              className={grid.row}
              style={{ position: 'static', gridTemplateColumns: layout.template, opacity: 1 - (row / ROWS) * 0.85 }}
            >
              {layout.columns.map((column) => (
                <span key={column.id} className={grid.cell} data-align={column.align}>
                  {column.id === 'qci' ? (
                    <span className={classes.qciSkeleton}>
                      <Skeleton width={22} />
                      <Skeleton width={30} height={16} />
                      <Skeleton width={44} />
                    </span>
                  ) : (
                    <Skeleton width={WIDTHS[column.id](row)} />
                  )}
                </span>
              ))}
            </div>
          ))}
      </div>
    </div>
  );
};
