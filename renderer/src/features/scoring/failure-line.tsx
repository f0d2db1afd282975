import { IconAlertCircle } from '@tabler/icons-react';
import classes from './scoring.module.css';

/** What went wrong, with its glyph, and beside it what can be done. */
export const FailureLine = ({ children }: { children: React.ReactNode }): React.JSX.Element => (
  <div className={classes.failure} role="alert">
    <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
    {children}
  </div>
);
