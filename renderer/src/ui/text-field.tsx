import { useId } from 'react';
import classes from './text-field.module.css';

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  multiline?: boolean;
  placeholder?: string;
  maxLength?: number;
  /** Why what it holds cannot be taken. */
  error?: string | null;
  onBlur?: () => void;
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  'data-mantine-stop-propagation'?: string;
}

/** A small labelled text field for words that somebody wrote: its direction follows what is typed, a long text grows it. */
export const TextField = ({ label, value, onValue, multiline = false, error = null, ...rest }: Props): React.JSX.Element => {
  const id = useId();
  const Field = multiline ? 'textarea' : 'input';
  return (
    <div className={classes.root}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <Field
        {...rest}
        id={id}
        dir="auto"
        rows={multiline ? 2 : undefined}
        className={multiline ? classes.area : classes.field}
        value={value}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onChange={(event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onValue(event.currentTarget.value)}
      />
      {error !== null && (
        <span className={classes.error} id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
};
