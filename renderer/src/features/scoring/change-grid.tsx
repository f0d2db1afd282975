import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BandThresholds } from '../../../../core/qci/band.ts';
import { isAdoptable, type Rescored } from '../../../../core/scoring/difference.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWidth } from '../../lib/hooks.ts';
import { GridFrame } from '../../ui/grid/grid-frame.tsx';
import grid from '../../ui/grid/grid.module.css';
import { useRowKeys } from '../../ui/grid/use-row-keys.ts';
import { HEAD, useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { changeCell, changeHead, type ChangeWords } from './change-cells.tsx';
import { changeLayout, isAtEnd, type ChangeLayout } from './change-columns.ts';
import classes from './difference.module.css';

interface RowProps {
  one: Rescored;
  index: number;
  top: number;
  layout: ChangeLayout;
  words: ChangeWords;
  isActive: boolean;
  isChosen: boolean;
  onOpen: () => void;
  onToggle: () => void;
}

const Row = ({ one, index, top, layout, words, isActive, isChosen, onOpen, onToggle }: RowProps): React.JSX.Element => (
  <div
    id={`change-${one.callId}`}
    role="row"
    data-testid="change-row"
    aria-rowindex={index + 2}
    aria-selected={isChosen}
    data-active={isActive || undefined}
    data-selected={isChosen || undefined}
    className={grid.row}
    style={{ gridTemplateColumns: layout.template, transform: `translateY(${top}px)` }}
    onClick={onOpen}
  >
    {layout.columns.map((column) => (
      <div key={column} role="gridcell" className={grid.cell} data-align={isAtEnd(column) ? 'end' : undefined} data-clip>
        {column !== 'select' ? (
          changeCell(column, one, words)
        ) : isAdoptable(one) ? (
          <span onClick={(event) => event.stopPropagation()}>
            <label className={classes.box}>
              <input type="checkbox" tabIndex={-1} aria-label={words.t('scoring.diff.choose')} checked={isChosen} onMouseDown={(event) => event.preventDefault()} onChange={onToggle} />
            </label>
          </span>
        ) : null}
      </div>
    ))}
  </div>
);

interface Props {
  changes: readonly Rescored[];
  total: number;
  bands: BandThresholds;
  label: string;
  hasMore: boolean;
  fetchMore: () => void;
  /** Null where nothing can be chosen. */
  chosen: ReadonlySet<string> | null;
  onChoose: (ids: ReadonlySet<string>) => void;
  onOpen: (callId: string) => void;
}

/** The calls of a group as a grid of virtual rows: one tab stop, keys move, Enter opens, X chooses a call whose run can be made to count. */
export const ChangeGrid = ({ changes, total, bands, label, hasMore, fetchMore, chosen, onChoose, onOpen }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const layout = changeLayout(useWidth(rootRef, window.innerWidth - 400), chosen !== null);
  const rows = useMemo(() => changes.map((one) => ({ id: one.callId, one })), [changes]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const virtual = useVirtualRows({ rows, hasMore, fetchMore }, gridRef, 0);
  const words: ChangeWords = { t, language, bands, isNarrow: layout.isNarrow };
  const toggle = (one: Rescored): void => {
    if (!chosen || !isAdoptable(one)) return;
    const next = new Set(chosen);
    if (!next.delete(one.callId)) next.add(one.callId);
    onChoose(next);
  };
  const choose = (event: React.KeyboardEvent, row: (typeof rows)[number] | undefined): boolean => {
    if (event.code !== 'KeyX' || event.ctrlKey || event.metaKey || !row) return false;
    toggle(row.one);
    return true;
  };
  const { active, onKeyDown } = useRowKeys({ rows, activeId, onMove: setActiveId, scroller: gridRef, virtual, onOpen: ({ id }) => onOpen(id), onOwnKey: choose });
  return (
    <GridFrame
      rootRef={rootRef}
      gridRef={gridRef}
      label={label}
      count={total}
      columns={layout.columns.length}
      isMultiselectable={chosen !== null}
      activeId={rows[active] ? `change-${rows[active].id}` : undefined}
      onKeyDown={onKeyDown}
      head={
        <div role="row" aria-rowindex={1} className={grid.head} style={{ gridTemplateColumns: layout.template }}>
          {layout.columns.map((column) => (
            <div key={column} role="columnheader" className={grid.headCell} data-align={isAtEnd(column) ? 'end' : undefined}>
              {changeHead(column, words)}
            </div>
          ))}
        </div>
      }
      height={virtual.getTotalSize()}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        return row ? (
          <Row
            key={key}
            one={row.one}
            index={index}
            top={start - HEAD}
            layout={layout}
            words={words}
            isActive={index === active}
            isChosen={chosen?.has(row.id) ?? false}
            onOpen={() => onOpen(row.id)}
            onToggle={() => toggle(row.one)}
          />
        ) : null;
      })}
    </GridFrame>
  );
};
