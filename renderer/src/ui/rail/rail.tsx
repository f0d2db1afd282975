import { IconLayoutSidebar } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { KeyTooltip } from '../keycap.tsx';
import classes from './rail.module.css';

const CELL = 32;

/** A call in the rail: a glyph and two figures to the eye, words to everybody else. */
export interface RailCell {
  readonly id: string;
  readonly glyph: React.ReactNode;
  readonly score: string;
  readonly label: string;
  readonly title?: string | undefined;
  /** What is done stands back. */
  readonly isDone?: boolean;
  readonly onOpen: () => void;
}

interface Props {
  label: string;
  back: { readonly label: string; readonly keycap: string | undefined; readonly onBack: () => void };
  count: number;
  /** Which of them is on screen; -1 where none of them is. */
  current: number;
  cell: (index: number) => RailCell | null;
  /** "12 / 60", under the cells. */
  place: string | null;
  isBusy?: boolean;
  /** What there is instead of the cells. */
  children?: React.ReactNode;
}

/** Where one came from, collapsed to a column of virtual cells that keeps the current one in sight. */
export const Rail = ({ label, back, count, current, cell, place, isBusy, children }: Props): React.JSX.Element => {
  const ref = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => ref.current,
    estimateSize: () => CELL,
    overscan: 6,
    initialRect: { width: 52, height: 800 },
  });
  useEffect(() => {
    if (current < 0) return;
    const top = current * CELL - (virtual.scrollOffset ?? 0);
    const isSeen = top >= 0 && top + CELL <= (virtual.scrollRect?.height ?? 0);
    // What comes before and after it is seen, too.
    if (!isSeen) virtual.scrollToIndex(current, { align: 'center' });
  }, [current, virtual]);
  return (
    <nav className={classes.root} aria-label={label} aria-busy={isBusy || undefined}>
      <div className={classes.head}>
        <KeyTooltip label={back.label} keycap={back.keycap}>
          <button type="button" className={classes.back} aria-label={back.label} onClick={back.onBack}>
            <IconLayoutSidebar size={16} stroke={1.6} aria-hidden="true" />
          </button>
        </KeyTooltip>
      </div>
      <div className={classes.scroller} ref={ref}>
        {children}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const one = cell(item.index);
            if (!one) return null;
            return (
              <button
                key={one.id}
                type="button"
                className={classes.cell}
                data-testid="rail-cell"
                data-done={one.isDone || undefined}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-current={item.index === current ? 'page' : undefined}
                aria-label={one.label}
                title={one.title}
                tabIndex={item.index === current ? 0 : -1}
                onClick={one.onOpen}
              >
                {one.glyph}
                <span>{one.score}</span>
              </button>
            );
          })}
        </div>
      </div>
      {place !== null && <div className={classes.place}>{place}</div>}
    </nav>
  );
};
