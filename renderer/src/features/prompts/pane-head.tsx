import classes from './panes.module.css';

interface Props {
  title: React.ReactNode;
  meta?: React.ReactNode;
  actions: React.ReactNode;
}

/** The head of the text: which one it is, what is known of it, and what can be done with it. */
export const PaneHead = ({ title, meta, actions }: Props): React.JSX.Element => (
  <header className={classes.head}>
    <div className={classes.titles}>
      <h1 className={classes.title}>{title}</h1>
      {meta !== undefined && <div className={classes.meta}>{meta}</div>}
    </div>
    <div className={classes.actions}>{actions}</div>
  </header>
);
