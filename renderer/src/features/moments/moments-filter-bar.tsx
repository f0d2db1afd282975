import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { MOMENT_KINDS } from '../../../../core/moments/moment.ts';
import { facetsQuery } from '../../bridge/facets.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { OptionList, type Option } from '../../ui/option-list.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './moments-filter-bar.module.css';
import { parseMomentsSearch, type MomentsSearch } from './search.ts';

interface Props {
  search: MomentsSearch;
  onChange: (search: MomentsSearch) => void;
}

interface ChoiceProps {
  name: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** One filter: its name, what is chosen, and the list to choose from. Each change applies at once. */
const Choice = ({ name, options, chosen, onChange }: ChoiceProps): React.JSX.Element => {
  const { t } = useTranslation();
  const words = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const shown = words.length !== chosen.length || words.length >= 3 ? t('filter.several', { count: chosen.length }) : words.join(', ');
  return (
    <Popover position="bottom-start" width={240}>
      <Popover.Target>
        <ChipButton aria-haspopup="dialog" aria-pressed={chosen.length > 0}>
          {name}
          {chosen.length > 0 && <span className={classes.chosen}>{shownText(shown)}</span>}
        </ChipButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        {options.length === 0 ? <p className={classes.nothing}>{t('filter.nothing')}</p> : <OptionList label={name} options={options} chosen={chosen} onChange={onChange} />}
      </Popover.Dropdown>
    </Popover>
  );
};

/** What the list of moments is narrowed by: kind, source, who marked it, whether it was meant for the reader, and words. */
export const MomentsFilterBar = ({ search, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { data: facets } = useQuery(facetsQuery);
  const put = (change: Record<string, unknown>): void => onChange(parseMomentsSearch({ ...search, ...change }));
  const onSearch = useCallback((q: string) => onChange(parseMomentsSearch({ ...search, q })), [search, onChange]);
  return (
    <FilterRow label={t('moments.search')} placeholder={t('moments.search')} q={search.q ?? ''} onSearch={onSearch}>
      <Choice
        name={t('moments.filter.kind')}
        options={MOMENT_KINDS.map((value) => ({ value, label: t(`moment.kind.${value}`) }))}
        chosen={search.kinds ?? []}
        onChange={(kinds) => put({ kinds })}
      />
      <Choice
        name={t('moments.filter.source')}
        options={(['human', 'ai'] as const).map((value) => ({ value, label: t(`moments.source.${value}`) }))}
        chosen={search.sources ?? []}
        onChange={(sources) => put({ sources })}
      />
      <Choice
        name={t('moments.filter.author')}
        options={(facets?.members ?? []).map(({ userId, displayName }) => ({ value: userId, label: displayName ?? t('people.noName') }))}
        chosen={search.authorIds ?? []}
        onChange={(authorIds) => put({ authorIds })}
      />
      <ChipButton aria-pressed={search.sharedWithMe === true} onClick={() => put({ sharedWithMe: search.sharedWithMe === true ? undefined : true })}>
        {t('moments.filter.sharedWithMe')}
      </ChipButton>
    </FilterRow>
  );
};
