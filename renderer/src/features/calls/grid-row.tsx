import type { CallRow } from '../../../../core/calls/call-row.ts';
import { CallCell } from './call-cells.tsx';
import classes from './call-grid.module.css';
import type { Layout } from './columns.ts';

interface Props {
  row: CallRow;
  index: number;
  top: number;
  layout: Layout;
  isActive: boolean;
  ownId: string | null;
  onOpen: (row: CallRow) => void;
}

/** One call of the list. */
export const GridRow = ({ row, index, top, layout, isActive, ownId, onOpen }: Props): React.JSX.Element => (
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
      <div key={column.id} role="gridcell" data-column={column.id} data-align={column.align} className={classes.cell}>
        <CallCell column={column.id} row={row} audioWord={layout.audioWord} ownId={ownId} />
      </div>
    ))}
  </div>
);
