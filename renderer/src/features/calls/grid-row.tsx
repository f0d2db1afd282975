import { memo } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { callCell } from './call-cells.tsx';
import classes from './call-grid.module.css';
import { cellHint } from './cell-hints.ts';
import type { CellWords } from './cell-words.ts';
import type { Column, Layout } from './columns.ts';

interface Props {
  row: CallRow;
  index: number;
  top: number;
  layout: Layout;
  words: CellWords;
  isActive: boolean;
  onOpen: (row: CallRow) => void;
}

/** One call of the list; drawn again only when something of its own changes. */
export const GridRow = memo(({ row, index, top, layout, words, isActive, onOpen }: Props): React.JSX.Element => {
  const hint = (column: Column) => (event: React.PointerEvent<HTMLElement>) => {
    event.currentTarget.title = cellHint(column.id, row, words);
  };
  return (
    <div
      id={`call-${row.id}`}
      role="row"
      data-testid="call-row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      data-active={isActive || undefined}
      className={classes.row}
      style={{ gridTemplateColumns: layout.template, transform: `translateY(${top}px)` }}
      onClick={() => onOpen(row)}
    >
      {layout.columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          data-column={column.id}
          data-align={column.align}
          className={classes.cell}
          onPointerEnter={hint(column)}
        >
          {callCell(column.id, row, words)}
        </div>
      ))}
    </div>
  );
});
