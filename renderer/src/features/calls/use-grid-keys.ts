import type { CallRow } from '../../../../core/calls/call-row.ts';
import { moveTo } from '../../lib/move-to.ts';
import type { RowSelection } from './use-selection.ts';

interface Grid {
  readonly rows: readonly CallRow[];
  readonly active: number;
  /** Rows that a page of the list holds. */
  readonly page: () => number;
  readonly selection: RowSelection;
  readonly onOpen: (row: CallRow) => void;
  readonly onMove: (to: number) => void;
}

const idsOf = (rows: readonly CallRow[]): string[] => rows.map(({ id }) => id);

/** X, Ctrl+A and Esc choose and let go; true where the key was one of them. */
const choose = (event: React.KeyboardEvent, { rows, active, selection }: Grid): boolean => {
  const isCtrl = event.ctrlKey || event.metaKey;
  const row = rows[active];
  if (event.code === 'KeyX' && !isCtrl && !event.shiftKey && row) selection.toggle(row.id);
  else if (event.code === 'KeyA' && isCtrl && !event.shiftKey) selection.all(idsOf(rows));
  else if (event.key === 'Escape' && selection.ids.size > 0) selection.clear();
  else return false;
  return true;
};

/** What a key does in the list: moves the active row, opens it, chooses it, or, with Shift, chooses on the way. */
export const onGridKey = (event: React.KeyboardEvent, grid: Grid): void => {
  if (event.altKey) return;
  if (choose(event, grid)) {
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey) return;
  const { rows, active, selection, page, onOpen, onMove } = grid;
  const row = rows[active];
  if (event.key === 'Enter' && row) {
    event.preventDefault();
    onOpen(row);
    return;
  }
  const next = moveTo(event.key, active, rows.length, page());
  if (next === null) return;
  event.preventDefault();
  const to = rows[next];
  if (event.shiftKey && row && to) selection.extend(idsOf(rows), row.id, to.id);
  onMove(next);
};
