import { Tooltip } from '@mantine/core';
import classes from './keycap.module.css';

/** A key as it is printed on the keyboard. Decoration beside a label that already says what happens. */
export const Keycap = ({ children, onAccent = false }: { children: string; onAccent?: boolean }): React.JSX.Element => (
  <kbd className={onAccent ? classes.onAccent : classes.root} aria-hidden="true">
    {children}
  </kbd>
);

interface Props {
  label: string;
  keycap?: string | undefined;
  detail?: string | undefined;
  children: React.ReactElement;
}

/** A tooltip with the name, the key and, where there is one, the exact value. */
export const KeyTooltip = ({ label, keycap, detail, children }: Props): React.JSX.Element => (
  <Tooltip
    label={
      <span className={classes.tip}>
        {label}
        {keycap !== undefined && <Keycap>{keycap}</Keycap>}
        {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      </span>
    }
  >
    {children}
  </Tooltip>
);
