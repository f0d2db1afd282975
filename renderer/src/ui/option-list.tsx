import { useId } from 'react';
import classes from './option-list.module.css';
import { shownText } from './shown-text.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** How many there are, written in the reader's language. */
  readonly count?: string;
}

interface Props {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  single?: boolean;
  onChange: (chosen: string[]) => void;
}

/** A list of choices: check boxes, or radio buttons where only one can hold. */
export const OptionList = ({ label, options, chosen, single = false, onChange }: Props): React.JSX.Element => {
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
          {option.count !== undefined && <span className={classes.optionCount}>{option.count}</span>}
        </label>
      ))}
    </fieldset>
  );
};
