import classes from './chip-button.module.css';

type Props = Omit<React.ComponentPropsWithRef<'button'>, 'type' | 'className'> & {
  /** Draws the eye: something is not as it should be. */
  'data-warn'?: true | undefined;
};

/** A small outlined button of 24 px: a state one can open, or a switch with `aria-pressed`. */
export const ChipButton = (props: Props): React.JSX.Element => <button type="button" {...props} className={classes.root} />;
