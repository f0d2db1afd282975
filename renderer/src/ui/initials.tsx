import { initials } from '../lib/format.ts';
import classes from './initials.module.css';

/** A person as two letters in a circle. Drawn by the style sheet, so that no reader spells them out beside the name. */
export const Initials = ({ name }: { name: string }): React.JSX.Element => (
  <span className={classes.root} data-initials={initials(name)} aria-hidden="true" />
);
