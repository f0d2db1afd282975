import { useId } from 'react';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './filter-editor.module.css';
import type { Option } from './filter-summary.ts';

interface Props {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  single?: boolean;
  onChange: (chosen: string[]) => void;
}

/** A list of choices: check boxes, or radio buttons where only one can hold. */
export const OptionList = ({ label, options, chosen, single = false, onChange }: Props): React.JSX.Element => {
  const language = useLanguage();
  const name = useId();
  const toggle = (value: string): void => {
    if (single) onChange([value]);
    else onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <fieldset className={classes.options}>
      <legend className="st-visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={classes.option}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span className={classes.optionLabel}>{shownText(option.label)}</span>
          {option.count !== undefined && (
            <span className={classes.optionCount}>{formatNumber(option.count, language)}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
};
