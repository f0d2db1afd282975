import type { TFunction } from 'i18next';
import type { Facets } from '../../../../core/contract/routes/calls.ts';
import { formatDuration, formatNumber, type Language } from '../../lib/format.ts';
import { formatDay } from '../../lib/format-time.ts';
import type { Option } from '../../ui/option-list.tsx';
import type { FilterDef, FilterId } from './filter-defs.ts';
import type { CallsSearch } from './search.ts';

type OptionMaker = (values: readonly string[], facets: Facets | undefined, t: TFunction, language: Language) => readonly Option[];

const OPTION_MAKERS: Partial<Record<FilterId, OptionMaker>> = {
  assistant: (_values, facets, _t, language) =>
    facets?.assistants.map(({ id, name, calls }) => ({ value: id, label: name, count: formatNumber(calls, language) })) ?? [],
  phoneNumber: (_values, facets) =>
    facets?.phoneNumbers.map(({ id, phoneNumber }) => ({ value: id, label: phoneNumber })) ?? [],
  status: (_values, facets, t) =>
    facets?.statuses.map((value) => ({ value, label: t(`call.status.${value as 'ended'}`, value) })) ?? [],
  type: (values, _facets, t) => values.map((value) => ({ value, label: t(`call.type.${value as 'web'}`) })),
  outcome: (values, _facets, t) => values.map((value) => ({ value, label: t(`bucket.${value as 'other'}`) })),
  band: (values, _facets, t) => values.map((value) => ({ value, label: t(`band.${value as 'none'}`) })),
};

/** What a choice filter can be set to, in words. */
export const optionsOf = (def: FilterDef, facets: Facets | undefined, t: TFunction, language: Language): readonly Option[] => {
  const values = def.kind === 'options' ? (def.values ?? []) : [];
  return OPTION_MAKERS[def.id]?.(values, facets, t, language) ?? [];
};

const rangeWords = (low: string | null, high: string | null, t: TFunction): string => {
  if (low !== null && high !== null) return t('filter.between', { low, high });
  return low !== null ? t('filter.atLeast', { low }) : t('filter.atMost', { high });
};

const periodWords = (search: CallsSearch, t: TFunction, language: Language): string => {
  if (search.period !== undefined) return t(`filter.period.${search.period}`);
  const day = (iso: string | undefined): string | null => (iso === undefined ? null : formatDay(iso, language));
  // `to` is the first instant left out: the day before it is the last one shown.
  const last = search.to === undefined ? undefined : new Date(Date.parse(search.to) - 1).toISOString();
  return rangeWords(day(search.from), day(last), t);
};

/** The words after a filter's name in its chip: one value, two, or how many. */
export const summaryOf = (
  def: FilterDef,
  search: CallsSearch,
  facets: Facets | undefined,
  t: TFunction,
  language: Language,
): string => {
  if (def.kind === 'period') return periodWords(search, t, language);
  if (def.kind === 'yesNo') return t(search[def.fields[0]] === true ? 'common.yes' : 'common.no');
  if (def.kind === 'range') {
    const words = (value: unknown): string | null => {
      if (typeof value !== 'number') return null;
      return def.id === 'duration' ? formatDuration(value) : formatNumber(value, language);
    };
    return rangeWords(words(search[def.fields[0]]), words(search[def.fields[1]]), t);
  }
  const chosen = search[def.fields[0]];
  const values = Array.isArray(chosen) ? chosen : [];
  const options = optionsOf(def, facets, t, language);
  if (values.length > 2) return t('filter.several', { count: values.length });
  return values.map((value) => options.find((option) => option.value === value)?.label ?? '…').join(', ');
};
