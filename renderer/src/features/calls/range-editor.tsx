import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../lib/format.ts';
import classes from './filter-editor.module.css';
import type { FilterDef } from './filter-defs.ts';
import { parseRangeValue } from './parse-range-value.ts';
import type { CallsSearch } from './search.ts';

interface Props {
  def: Extract<FilterDef, { kind: 'range' }>;
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
}

/** Two ends of a range. A duration may be typed as 90 or as 1:30. */
export const RangeEditor = ({ def, search, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const isTime = def.id === 'duration';
  const write = (value: unknown): string => {
    if (typeof value !== 'number') return '';
    return isTime ? formatDuration(value) : String(value);
  };
  const [texts, setTexts] = useState<readonly string[]>(def.fields.map((field) => write(search[field])));
  const change = (index: 0 | 1, text: string): void => {
    setTexts(texts.map((old, i) => (i === index ? text : old)));
    const value = parseRangeValue(text, def.max, isTime);
    if (value === 'wrong') return;
    const next: Record<string, unknown> = { ...search };
    if (value === null) delete next[def.fields[index]];
    else next[def.fields[index]] = value;
    onChange(next);
  };
  const field = (index: 0 | 1): React.JSX.Element => {
    const wrong = parseRangeValue(texts[index] ?? '', def.max, isTime) === 'wrong';
    return (
      <TextInput
        label={t(index === 0 ? 'filter.least' : 'filter.most')}
        placeholder={isTime ? '0:30' : index === 0 ? '0' : String(def.max)}
        inputMode="numeric"
        value={texts[index] ?? ''}
        error={wrong ? t(isTime ? 'filter.wrongTime' : 'filter.wrongNumber', { max: def.max }) : undefined}
        onChange={(event) => change(index, event.currentTarget.value)}
      />
    );
  };
  return (
    <div className={classes.fields}>
      {field(0)}
      {field(1)}
    </div>
  );
};
