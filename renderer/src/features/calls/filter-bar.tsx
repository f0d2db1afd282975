import { Button, Menu, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { facetsQuery } from '../../bridge/facets.ts';
import { useLanguage } from '../../i18n/index.ts';
import { Chip } from '../../ui/chip.tsx';
import { ChipButton } from '../../ui/chip-button.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import classes from './filter-bar.module.css';
import { FILTERS, isActive, without, type FilterId } from './filter-defs.ts';
import { FilterEditor } from './filter-editor.tsx';
import { summaryOf } from './filter-summary.ts';
import { parseCallsSearch, type CallsSearch } from './search.ts';
import { ViewsMenu } from './views-menu.tsx';
import { useFocusAfterEditor } from './use-focus-after-editor.ts';

interface Props {
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
  /** Said under the field while only this device can be searched. */
  isLocalOnly: boolean;
}

const HereChip = ({ search, onChange }: Omit<Props, 'isLocalOnly'>): React.JSX.Element => {
  const { t } = useTranslation();
  const { here: _here, ...asked } = search;
  return (
    <Chip
      field={t('filter.name.here')}
      value={t('filter.here')}
      removeLabel={t('empty.askWorkspace')}
      onRemove={() => onChange(asked)}
    />
  );
};

/** Beside the words that are searched for: the best match first, or the newest. */
const RankSwitch = ({ search, onChange }: Omit<Props, 'isLocalOnly'>): React.JSX.Element => {
  const { t } = useTranslation();
  const { by, direction: _direction, ...rest } = search;
  const isRanked = by === 'rank';
  return (
    <ChipButton aria-pressed={isRanked} onClick={() => onChange(isRanked ? rest : { ...rest, by: 'rank', direction: 'desc' })}>
      {t('calls.bestFirst')}
    </ChipButton>
  );
};

/** Chips of the filters that hold, the menu of those that could, and the search field. */
export const FilterBar = ({ search, onChange, isLocalOnly }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: facets } = useQuery(facetsQuery);
  const [openId, setOpenId] = useState<FilterId | null>(null);
  const bar = useFocusAfterEditor(openId);
  const shown = FILTERS.filter((def) => isActive(def, search) || def.id === openId);
  const rest = FILTERS.filter((def) => !shown.includes(def));
  const onSearch = useCallback((q: string) => onChange(parseCallsSearch({ ...search, q })), [search, onChange]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const inField = event.target instanceof HTMLInputElement;
    const last = shown.at(-1);
    if (event.key === 'Backspace' && !inField && last && openId === null) {
      event.preventDefault();
      onChange(without(last, search));
    }
  };
  return (
    <FilterRow
      label={t('calls.search')}
      placeholder={t(isLocalOnly ? 'calls.searchHere' : 'calls.search')}
      q={search.q ?? ''}
      onSearch={onSearch}
      beside={search.q !== undefined && !isLocalOnly && <RankSwitch search={search} onChange={onChange} />}
      chipsRef={bar}
      onChipsKeyDown={onKeyDown}
    >
      <ViewsMenu search={search} onChange={onChange} />
      {search.here === true && <HereChip search={search} onChange={onChange} />}
      {shown.map((def) => (
        <Popover
          key={def.id}
          opened={openId === def.id}
          onChange={(opened) => setOpenId(opened ? def.id : null)}
          position="bottom-start"
          width={264}
        >
          <Popover.Target>
            <Chip
              filterId={def.id}
              field={t(`filter.name.${def.id}`)}
              value={isActive(def, search) ? summaryOf(def, search, facets, t, language) : t('filter.any')}
              removeLabel={t('filter.remove', { name: t(`filter.name.${def.id}`) })}
              onRemove={() => {
                setOpenId(null);
                onChange(without(def, search));
              }}
              onOpen={() => setOpenId(openId === def.id ? null : def.id)}
            />
          </Popover.Target>
          <Popover.Dropdown aria-label={t(`filter.name.${def.id}`)}>
            <FilterEditor def={def} search={search} onChange={onChange} />
          </Popover.Dropdown>
        </Popover>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-start" width={216}>
          <Menu.Target>
            <Button variant="subtle" data-adds-filter className={classes.add ?? ''} leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}>
              {t('filter.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((def) => (
              // The menu hands the focus back first; the editor opens after that.
              <Menu.Item key={def.id} onClick={() => setTimeout(() => setOpenId(def.id), 60)}>
                {t(`filter.name.${def.id}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </FilterRow>
  );
};
