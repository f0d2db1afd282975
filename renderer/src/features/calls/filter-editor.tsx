import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { facetsQuery } from '../../bridge/facets.ts';
import { useLanguage } from '../../i18n/index.ts';
import { OptionList } from '../../ui/option-list.tsx';
import classes from './filter-editor.module.css';
import type { FilterDef } from './filter-defs.ts';
import { optionsOf } from './filter-summary.ts';
import { PeriodEditor } from './period-editor.tsx';
import { RangeEditor } from './range-editor.tsx';
import type { CallsSearch } from './search.ts';

interface Props {
  def: FilterDef;
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
}

const set = (search: CallsSearch, key: keyof CallsSearch, value: unknown): CallsSearch => {
  const next: Record<string, unknown> = { ...search };
  if (value === undefined || (Array.isArray(value) && value.length === 0)) delete next[key];
  else next[key] = value;
  return next;
};

/** The popover of one filter. Each change applies at once: the list behind it is the preview. */
export const FilterEditor = ({ def, search, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: facets } = useQuery(facetsQuery);
  if (def.kind === 'period') return <PeriodEditor search={search} onChange={onChange} />;
  if (def.kind === 'range') return <RangeEditor def={def} search={search} onChange={onChange} />;
  const field = def.fields[0];
  if (def.kind === 'yesNo') {
    const value = search[field];
    return (
      <OptionList
        single
        label={t(`filter.name.${def.id}`)}
        options={[
          { value: 'yes', label: t('common.yes') },
          { value: 'no', label: t('common.no') },
        ]}
        chosen={value === undefined ? [] : [value === true ? 'yes' : 'no']}
        onChange={(next) => onChange(set(search, field, next[0] === undefined ? undefined : next[0] === 'yes'))}
      />
    );
  }
  const options = optionsOf(def, facets, t, language);
  const chosen = search[field];
  if (options.length === 0) return <p className={classes.nothing}>{t('filter.nothing')}</p>;
  return (
    <OptionList
      label={t(`filter.name.${def.id}`)}
      options={options}
      chosen={Array.isArray(chosen) ? chosen : []}
      onChange={(next) => onChange(set(search, field, next))}
    />
  );
};
