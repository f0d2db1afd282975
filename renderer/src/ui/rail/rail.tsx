import { IconArrowLeft, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyTooltip } from '../keycap.tsx';
import { shownText } from '../shown-text.tsx';
import classes from './rail.module.css';

const CELL = 32;
const OPEN_CELL = 52;
const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** A call in the rail: a glyph and two figures to the eye, words to everybody else; in the open list also whose it is, when it was or how it stands, and what it was about. */
export interface RailCell {
  readonly id: string;
  readonly glyph: React.ReactNode;
  readonly score: string;
  readonly label: string;
  /** What the glyph says, where no other word does. */
  readonly glyphLabel: string | null;
  readonly name: string;
  readonly aside: string;
  readonly summary: string | null;
  readonly title?: string | undefined;
  /** What is done stands back. */
  readonly isDone?: boolean;
  readonly onOpen: () => void;
}

export interface RailState {
  /** Whether it stands open, as a list. */
  readonly isOpen: boolean;
  /** Opens or closes it; null where there is no room for more than a rail. */
  readonly toggle: { readonly keycap: string | undefined; readonly onToggle: () => void } | null;
}

interface Props extends RailState {
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

/** Where one came from: virtual cells that keep the current one in sight, collapsed to a rail or open as a list. */
export const Rail = ({ label, back, count, current, cell, place, isBusy, isOpen, toggle, children }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const height = isOpen ? OPEN_CELL : CELL;
  const ref = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => ref.current,
    estimateSize: () => height,
    overscan: 6,
    initialRect: { width: 52, height: 800 },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (current < 0) return;
    const top = current * height - (virtual.scrollOffset ?? 0);
    const isSeen = top >= 0 && top + height <= (virtual.scrollRect?.height ?? 0);
    // What comes before and after it is seen, too.
    if (!isSeen) virtual.scrollToIndex(current, { align: 'center' });
  }, [current, virtual, height]);
  return (
    <nav className={classes.root} aria-label={label} aria-busy={isBusy || undefined} data-open={isOpen || undefined}>
      <div className={classes.head}>
        <KeyTooltip label={back.label} keycap={back.keycap}>
          <button type="button" className={classes.back} aria-label={back.label} onClick={back.onBack}>
            <IconArrowLeft {...icon} />
            {isOpen && <span>{back.label}</span>}
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
                aria-label={isOpen ? undefined : one.label}
                title={one.title}
                tabIndex={item.index === current ? 0 : -1}
                onClick={one.onOpen}
              >
                {one.glyph}
                {isOpen && one.glyphLabel !== null && <span className="st-visually-hidden">{one.glyphLabel}</span>}
                <span className={classes.score}>{one.score}</span>
                {isOpen && (
                  <>
                    <span className={classes.name} dir="auto">
                      {shownText(one.name)}
                    </span>
                    <span className={classes.aside}>{shownText(one.aside)}</span>
                    <span className={classes.summary} dir="auto">
                      {one.summary !== null && shownText(one.summary)}
                    </span>
                  </>
                )}
              </button>
            );
          })}
        </div>
      </div>
      <div className={classes.foot}>
        {place !== null && <span className={classes.place}>{place}</span>}
        {toggle && (
          <KeyTooltip label={t(isOpen ? 'call.closeList' : 'call.openList')} keycap={toggle.keycap}>
            <button type="button" className={classes.back} aria-label={t(isOpen ? 'call.closeList' : 'call.openList')} aria-expanded={isOpen} onClick={toggle.onToggle}>
              {isOpen ? <IconLayoutSidebarLeftCollapse {...icon} /> : <IconLayoutSidebarLeftExpand {...icon} />}
            </button>
          </KeyTooltip>
        )}
      </div>
    </nav>
  );
};
