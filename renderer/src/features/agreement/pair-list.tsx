import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pairsOf, type AgreementPair, type PairPart } from '../../../../core/qci/agreement/pair.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWidth } from '../../lib/hooks.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { GridFrame } from '../../ui/grid/grid-frame.tsx';
import grid from '../../ui/grid/grid.module.css';
import { useRowKeys } from '../../ui/grid/use-row-keys.ts';
import { HEAD, useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { isNumber, pairCell, pairHead, pairLayout } from './pair-cells.tsx';
import classes from './tables.module.css';
import type { Pairs } from './use-pairs.ts';
import type { RaterNames } from './words.ts';

const nothingMore = (): void => undefined;

interface Props {
  pairs: Pairs;
  part: PairPart;
  names: RaterNames;
  label: string;
  onOpen: (pair: AgreementPair) => void;
}

/** The calls behind a number, with what each of the two gave: one tab stop, keys move, Enter opens the call. */
export const PairList = ({ pairs, part, names, label, onOpen }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const width = useWidth(rootRef, window.innerWidth);
  const listKey = `agreement ${label}`;
  const [start] = useState(() => recallPosition(listKey));
  const [activeId, setActiveId] = useState(start.activeId);
  const rows = useMemo(() => pairsOf(pairs.rows, part, pairs.thresholds), [pairs, part]);
  const virtual = useVirtualRows({ rows, hasMore: false, fetchMore: nothingMore }, gridRef, start.offset);
  const { columns, template } = pairLayout(width);
  const words = { t, language, names, part };
  const open = (pair: AgreementPair): void => {
    rememberPosition(listKey, { activeId: pair.id, offset: gridRef.current?.scrollTop ?? 0 });
    onOpen(pair);
  };
  const { active, onKeyDown } = useRowKeys({ rows, activeId, onMove: setActiveId, scroller: gridRef, virtual, onOpen: open });
  return (
    <GridFrame
      rootRef={rootRef}
      gridRef={gridRef}
      label={label}
      count={rows.length}
      columns={columns.length}
      activeId={rows[active] ? `pair-${rows[active].id.replace(' ', '-')}` : undefined}
      onKeyDown={onKeyDown}
      head={
        <div role="row" aria-rowindex={1} className={grid.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <div key={column} role="columnheader" className={grid.headCell} data-align={isNumber(column) ? 'end' : undefined}>
              <span className={classes.clip}>{pairHead(column, words)}</span>
            </div>
          ))}
        </div>
      }
      height={virtual.getTotalSize()}
    >
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index];
        return row ? (
          <div
            key={item.key}
            id={`pair-${row.id.replace(' ', '-')}`}
            role="row"
            data-testid="pair-row"
            aria-rowindex={item.index + 2}
            aria-selected={item.index === active}
            data-active={item.index === active || undefined}
            className={grid.row}
            style={{ gridTemplateColumns: template, transform: `translateY(${item.start - HEAD}px)` }}
            onClick={() => open(row)}
          >
            {columns.map((column) => (
              <div key={column} role="gridcell" className={grid.cell} data-align={isNumber(column) ? 'end' : undefined} data-clip>
                {pairCell(column, row, words)}
              </div>
            ))}
          </div>
        ) : null;
      })}
    </GridFrame>
  );
};
