import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue, QueueItem } from '../../../../core/queues/queue.ts';
import { keepsQueue, mayReview } from '../../../../core/queues/rights.ts';
import { useBlindFirst } from '../../bridge/use-blind-first.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWidth } from '../../lib/hooks.ts';
import { recallPosition, rememberPosition } from '../../lib/list-position.ts';
import { GridFrame } from '../../ui/grid/grid-frame.tsx';
import grid from '../../ui/grid/grid.module.css';
import { useRowKeys } from '../../ui/grid/use-row-keys.ts';
import { HEAD, useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { END_ALIGNED, itemLayout, type ItemColumn, type ItemLayout } from './item-columns.ts';
import cells from './item-cells.module.css';
import { itemCell, type ItemWords } from './item-cells.tsx';
import { queueName } from './queue-words.ts';

const SKELETONS = 16;
const never = (): void => undefined;

const Head = ({ layout }: { layout: ItemLayout }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div role="row" aria-rowindex={1} className={grid.head} style={{ gridTemplateColumns: layout.template }}>
      {layout.columns.map((column) => (
        <div key={column} role="columnheader" className={grid.headCell} data-align={END_ALIGNED.has(column) ? 'end' : undefined}>
          {column === 'select' ? <span className="st-visually-hidden">{t('queues.column.select')}</span> : t(`queues.column.${column}`)}
        </div>
      ))}
    </div>
  );
};

/** The columns of a queue with bars, for an answer that takes its time. */
export const ItemsSkeleton = ({ shown }: { shown: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const layout = itemLayout(useWidth(ref, window.innerWidth), false);
  return (
    <div className={`${grid.root} ${grid.skeleton}`} ref={ref} role="grid" tabIndex={0} aria-busy="true" aria-label={t('shell.queues')}>
      <Head layout={layout} />
      {shown &&
        Array.from({ length: SKELETONS }, (_, row) => (
          <div key={row} role="presentation" className={grid.row} style={{ position: 'static', gridTemplateColumns: layout.template, opacity: 1 - (row / SKELETONS) * 0.85 }}>
            {layout.columns.map((column) => (
              <span key={column} className={grid.cell}>
                <Skeleton width={column === 'what' ? `${40 + ((row * 29) % 46)}%` : '70%'} />
              </span>
            ))}
          </div>
        ))}
    </div>
  );
};

interface RowProps {
  item: QueueItem;
  index: number;
  top: number;
  layout: ItemLayout;
  words: ItemWords;
  isActive: boolean;
  isSelected: boolean;
  onOpen: () => void;
  onToggle: () => void;
}

const Row = ({ item, index, top, layout, words, isActive, isSelected, onOpen, onToggle }: RowProps): React.JSX.Element => {
  const cell = (column: ItemColumn): React.ReactNode =>
    column === 'select' ? (
      <span onClick={(event) => event.stopPropagation()}>
        <label className={cells.box}>
          <input type="checkbox" tabIndex={-1} aria-label={words.t('queues.choose', { n: item.place })} checked={isSelected} onMouseDown={(event) => event.preventDefault()} onChange={onToggle} />
        </label>
      </span>
    ) : (
      itemCell(column, item, words)
    );
  return (
    <div
      id={`item-${item.id}`}
      role="row"
      data-testid="queue-item"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-away={item.state === 'done' || undefined}
      className={grid.row}
      style={{ gridTemplateColumns: layout.template, transform: `translateY(${top}px)` }}
      onClick={(event) => (event.ctrlKey || event.metaKey ? onToggle() : onOpen())}
    >
      {layout.columns.map((column) => (
        <div key={column} role="gridcell" className={grid.cell} data-align={END_ALIGNED.has(column) ? 'end' : undefined}>
          {cell(column)}
        </div>
      ))}
    </div>
  );
};

interface Props {
  queue: Queue;
  items: readonly QueueItem[];
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
  onOpen: (item: QueueItem) => void;
  children?: React.ReactNode;
}

const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** The calls of a queue as a grid of virtual rows: one tab stop, keys move, Enter opens, X chooses, Ctrl+A chooses all, Esc lets go. */
export const ItemsGrid = ({ queue, items, selected, onSelect, onOpen, children }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const asker = useAsker();
  const isChoosing = keepsQueue(asker, queue) || (queue.kind === 'normal' && mayReview(asker));
  const isBlind = useBlindFirst();
  const words = useMemo<ItemWords>(() => ({ t, language, ownId: asker.userId, queue, isBlind }), [t, language, asker.userId, queue, isBlind]);
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const layout = itemLayout(useWidth(rootRef, window.innerWidth - 264), isChoosing);
  const listKey = `queue ${queue.id}`;
  const [start] = useState(() => recallPosition(listKey));
  const [activeId, setActiveId] = useState(start.activeId);
  const virtual = useVirtualRows({ rows: items, hasMore: false, fetchMore: never }, gridRef, start.offset, selected.size > 0 ? 64 : 0);
  const open = (item: QueueItem): void => {
    rememberPosition(listKey, { activeId: item.id, offset: gridRef.current?.scrollTop ?? 0 });
    onOpen(item);
  };
  const choose = (event: React.KeyboardEvent, item: QueueItem | undefined): boolean => {
    const isCtrl = event.ctrlKey || event.metaKey;
    if (!isChoosing) return false;
    if (event.code === 'KeyX' && !isCtrl && item) onSelect(toggled(selected, item.id));
    else if (event.code === 'KeyA' && isCtrl) onSelect(new Set(items.map(({ id }) => id)));
    else if (event.key === 'Escape' && selected.size > 0) onSelect(new Set());
    else return false;
    return true;
  };
  const { active, onKeyDown } = useRowKeys({ rows: items, activeId, onMove: setActiveId, scroller: gridRef, virtual, onOpen: open, onOwnKey: choose });
  return (
    <GridFrame
      rootRef={rootRef}
      gridRef={gridRef}
      label={queueName(queue, t)}
      count={items.length}
      columns={layout.columns.length}
      isMultiselectable={isChoosing}
      activeId={items[active] ? `item-${items[active].id}` : undefined}
      onKeyDown={onKeyDown}
      head={<Head layout={layout} />}
      height={virtual.getTotalSize()}
      over={children}
    >
      {virtual.getVirtualItems().map(({ key, index, start: top }) => {
        const item = items[index];
        return item ? (
          <Row
            key={key}
            item={item}
            index={index}
            top={top - HEAD}
            layout={layout}
            words={words}
            isActive={index === active}
            isSelected={selected.has(item.id)}
            onOpen={() => open(item)}
            onToggle={() => onSelect(toggled(selected, item.id))}
          />
        ) : null;
      })}
    </GridFrame>
  );
};
