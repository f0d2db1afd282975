import { useId } from 'react';
import classes from './card.module.css';

interface Props {
  title: string;
  /** What the numbers are of. */
  aside?: React.ReactNode;
  action?: React.ReactNode;
  children: React.ReactNode;
}

/** One subject of the screen in a card: its name, what it counts, and what can be opened. */
export const Card = ({ title, aside, action, children }: Props): React.JSX.Element => {
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        {aside !== undefined && <span className={classes.aside}>{aside}</span>}
        {action !== undefined && <span className={classes.action}>{action}</span>}
      </div>
      {children}
    </section>
  );
};
