import classes from './pane-section.module.css';

interface Props {
  title: string;
  /** How much it holds, written in the reader's language. */
  count: string;
  /** What can be done with the whole of it. */
  action?: React.ReactNode;
  children: React.ReactNode;
}

/** A part of the pane beside a call: its name, how much it holds, and what. */
export const PaneSection = ({ title, count, action, children }: Props): React.JSX.Element => (
  <section className={classes.root} aria-label={title}>
    <div className={classes.head}>
      <h2 className={classes.title}>
        {title} <span>{count}</span>
      </h2>
      {action}
    </div>
    {children}
  </section>
);
