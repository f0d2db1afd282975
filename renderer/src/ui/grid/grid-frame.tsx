import { ScrollArea } from '@mantine/core';
import { useEffect } from 'react';
import classes from './grid.module.css';

interface Props {
  /** What its columns are laid out by. */
  rootRef: React.RefObject<HTMLDivElement | null>;
  /** What scrolls, and has the focus. */
  gridRef: React.RefObject<HTMLDivElement | null>;
  label: string;
  /** How many rows there are in all; null where that is not known. */
  count: number | null;
  columns: number;
  isMultiselectable?: boolean;
  /** The id of the active row's element. */
  activeId: string | undefined;
  onKeyDown: (event: React.KeyboardEvent) => void;
  head: React.ReactNode;
  /** The height of all rows, px. */
  height: number;
  /** The rows in sight. */
  children: React.ReactNode;
  /** What lies over the end of the list. */
  over?: React.ReactNode;
}

/** A grid of virtual rows under a head that stays: one tab stop, which takes the focus where nothing else has it. */
export const GridFrame = ({ rootRef, gridRef, label, count, columns, isMultiselectable, activeId, onKeyDown, head, height, children, over }: Props): React.JSX.Element => {
  useEffect(() => {
    // A list that changes under a search field or an open filter leaves the focus where it is.
    if (document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true });
  }, [gridRef]);
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-multiselectable': isMultiselectable,
    'aria-rowcount': count === null ? -1 : count + 1,
    'aria-colcount': columns,
    'aria-activedescendant': activeId,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.target === gridRef.current) onKeyDown(event);
    },
  };
  return (
    <div className={classes.root} ref={rootRef}>
      <ScrollArea className={classes.area ?? ''} classNames={{ viewport: classes.grid ?? '' }} scrollbars="y" scrollbarSize={8} type="scroll" viewportRef={gridRef} viewportProps={grid}>
        {head}
        <div className={classes.body} role="rowgroup" style={{ height }}>
          {children}
        </div>
      </ScrollArea>
      {over}
    </div>
  );
};
