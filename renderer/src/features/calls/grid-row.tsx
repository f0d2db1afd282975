import { memo } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import grid from '../../ui/grid/grid.module.css';
import { callCell } from './call-cells.tsx';
import { cellHint } from './cell-hints.ts';
import type { CellWords } from './cell-words.ts';
import type { Column, Layout } from './columns.ts';
import { SelectBox } from './select-box.tsx';
import type { Kept } from './use-kept.ts';

interface Props {
  row: CallRow;
  index: number;
  top: number;
  layout: Layout;
  words: CellWords;
  isActive: boolean;
  isSelected: boolean;
  kept: Kept;
  /** Whether it cannot be opened now: no network, and not on this device. */
  isAway: boolean;
  onOpen: (row: CallRow) => void;
  /** Chooses the row, or all up to it. */
  onSelect: (row: CallRow, how: 'toggle' | 'extend') => void;
}

/** One call of the list; drawn again only when something of its own changes. */
export const GridRow = memo(({ row, index, top, layout, words, isActive, isSelected, kept, isAway, onOpen, onSelect }: Props): React.JSX.Element => {
  const hint = (column: Column) => (event: React.PointerEvent<HTMLElement>) => {
    event.currentTarget.title = cellHint(column.id, row, words, kept);
  };
  const onClick = (event: React.MouseEvent): void => {
    if (event.shiftKey) onSelect(row, 'extend');
    else if (event.ctrlKey || event.metaKey) onSelect(row, 'toggle');
    else onOpen(row);
  };
  return (
    <div
      id={`call-${row.id}`}
      role="row"
      data-testid="call-row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-away={isAway || undefined}
      className={grid.row}
      style={{ gridTemplateColumns: layout.template, transform: `translateY(${top}px)` }}
      onClick={onClick}
    >
      {layout.columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          data-column={column.id}
          data-align={column.align}
          className={grid.cell}
          data-clip={column.id === 'qci' || undefined}
          onPointerEnter={hint(column)}
        >
          {column.id === 'select' ? (
            <SelectBox isSelected={isSelected} label={words.t('calls.select', { what: cellHint('time', row, words, kept) })} onToggle={() => onSelect(row, 'toggle')} />
          ) : (
            callCell(column.id, row, words, kept)
          )}
        </div>
      ))}
    </div>
  );
});
