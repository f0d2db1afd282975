import { Button, Menu, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { facetsQuery } from '../../bridge/facets.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { useSettled } from '../../lib/hooks.ts';
import { Chip } from '../../ui/chip.tsx';
import { ChipButton } from '../../ui/chip-button.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import classes from './filter-bar.module.css';
import { FILTERS, isActive, without, type FilterId } from './filter-defs.ts';
import { FilterEditor } from './filter-editor.tsx';
import { summaryOf } from './filter-summary.ts';
import { parseCallsSearch, type CallsSearch } from './search.ts';
import { useFocusAfterEditor } from './use-focus-after-editor.ts';

interface Props {
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
  /** Said under the field while only this device can be searched. */
  isLocalOnly: boolean;
}

const SearchField = ({ search, onChange, isLocalOnly }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const keycap = useKeycap('find');
  const ref = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.q ?? '');
  const [known, setKnown] = useState(search.q ?? '');
  const settled = useSettled(text, 250);
  if ((search.q ?? '') !== known) {
    setKnown(search.q ?? '');
    setText(search.q ?? '');
  }
  useCommand('find', () => {
    ref.current?.focus();
    ref.current?.select();
  });
  useEffect(() => {
    const q = settled.trim().slice(0, 200);
    if (q === known || settled !== text) return;
    setKnown(q);
    onChange(parseCallsSearch({ ...search, q }));
  }, [settled, text, known, search, onChange]);
  return (
    <TextInput
      ref={ref}
      className={classes.search ?? ''}
      type="search"
      aria-label={t('calls.search')}
      placeholder={t(isLocalOnly ? 'calls.searchHere' : 'calls.search')}
      leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
      rightSection={text === '' && keycap !== undefined ? <Keycap>{keycap}</Keycap> : undefined}
      rightSectionPointerEvents="none"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
};

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
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const inField = event.target instanceof HTMLInputElement;
    const last = shown.at(-1);
    if (event.key === 'Backspace' && !inField && last && openId === null) {
      event.preventDefault();
      onChange(without(last, search));
    }
  };
  return (
    <div className={classes.root} role="search">
      <div className={classes.chips} ref={bar} onKeyDown={onKeyDown}>
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
              <Button variant="subtle" className={classes.add ?? ''} leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}>
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
      </div>
      {search.q !== undefined && !isLocalOnly && <RankSwitch search={search} onChange={onChange} />}
      <SearchField search={search} onChange={onChange} isLocalOnly={isLocalOnly} />
    </div>
  );
};
