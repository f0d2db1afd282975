import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import grid from '../../ui/grid/grid.module.css';
import classes from './call-grid.module.css';
import type { Column, Layout } from './columns.ts';
import type { CallSort } from './search.ts';
import { SelectBox } from './select-box.tsx';

interface Props {
  layout: Layout;
  sort: CallSort;
  onSort: (sort: CallSort) => void;
  /** How much of the list is chosen, and all of it or none; a list without rows has no such box. */
  selected?: { readonly state: 'none' | 'some' | 'all'; readonly onToggle: () => void };
}

const sortState = (column: Column, sort: CallSort): 'ascending' | 'descending' | 'none' | undefined => {
  if (column.sort === undefined) return undefined;
  if (column.sort !== sort.by) return 'none';
  return sort.direction === 'asc' ? 'ascending' : 'descending';
};

/** Column heads; the four that can be sorted by are buttons and say their order. */
export const GridHead = ({ layout, sort, onSort, selected }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div role="row" aria-rowindex={1} className={grid.head} style={{ gridTemplateColumns: layout.template }}>
      {layout.columns.map((column) => {
        const state = sortState(column, sort);
        const name = t(`column.${column.id}`);
        const by = column.sort;
        return (
          <div key={column.id} role="columnheader" aria-sort={state} className={grid.headCell} data-align={column.align}>
            {column.id === 'select' ? (
              selected ? (
                <SelectBox isSelected={selected.state === 'all'} isPartly={selected.state === 'some'} label={t('calls.selectAll')} onToggle={selected.onToggle} />
              ) : (
                <span className="st-visually-hidden">{name}</span>
              )
            ) : by === undefined ? (
              name
            ) : (
              <button
                type="button"
                className={classes.sort}
                onClick={() => onSort({ by, direction: state === 'descending' ? 'asc' : 'desc' })}
              >
                {name}
                {state === 'descending' && <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
                {state === 'ascending' && <IconChevronUp size={14} stroke={1.75} aria-hidden="true" />}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
};
