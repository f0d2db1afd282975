import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OptionList } from '../../ui/option-list.tsx';
import classes from './filter-editor.module.css';
import { PERIODS, type CallsSearch, type Period } from './search.ts';

interface Props {
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
}

const dayInput = (iso: string | undefined, shiftMs = 0): string => {
  if (iso === undefined) return '';
  const date = new Date(Date.parse(iso) + shiftMs);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

const startOfDay = (day: string, addDays = 0): string | undefined => {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + addDays).toISOString();
};

/** A period that moves with the day, or two fixed days, both included. */
export const PeriodEditor = ({ search, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { period: _period, from, to, ...rest } = search;
  const setDays = (nextFrom: string | undefined, nextTo: string | undefined): void =>
    onChange({ ...rest, ...(nextFrom ? { from: nextFrom } : {}), ...(nextTo ? { to: nextTo } : {}) });
  return (
    <>
      <OptionList
        single
        label={t('filter.name.period')}
        options={PERIODS.map((period) => ({ value: period, label: t(`filter.period.${period}`) }))}
        chosen={search.period === undefined ? [] : [search.period]}
        onChange={([period]) => onChange({ ...rest, period: period as Period })}
      />
      <div className={classes.rule} />
      <div className={classes.fields}>
        <TextInput
          type="date"
          label={t('filter.from')}
          classNames={{ input: classes.date ?? '' }}
          value={dayInput(from)}
          onChange={(event) => setDays(startOfDay(event.currentTarget.value), to)}
        />
        <TextInput
          type="date"
          label={t('filter.to')}
          classNames={{ input: classes.date ?? '' }}
          value={dayInput(to, -1)}
          onChange={(event) => setDays(from, startOfDay(event.currentTarget.value, 1))}
        />
      </div>
    </>
  );
};
