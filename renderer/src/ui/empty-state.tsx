import classes from './empty-state.module.css';

interface Props {
  icon: React.ReactNode;
  title: string;
  children?: React.ReactNode;
  /** An error's code, in mono, for whoever is asked about it. */
  code?: string | undefined;
  actions?: React.ReactNode;
  live?: 'status' | 'alert';
  /** h1 where this is the whole screen. */
  heading?: 'h1' | 'h2';
}

/** What a pane shows when there is nothing to list: what it is, what is safe, what to do next. */
export const EmptyState = ({ icon, title, children, code, actions, live = 'status', heading: Heading = 'h2' }: Props): React.JSX.Element => (
  <div className={classes.root} role={live}>
    <div className={classes.glyph} aria-hidden="true">
      {icon}
    </div>
    <Heading className={classes.title}>{title}</Heading>
    {children !== undefined && <p className={classes.text}>{children}</p>}
    {code !== undefined && <code className={classes.code}>{code}</code>}
    {actions !== undefined && <div className={classes.actions}>{actions}</div>}
  </div>
);
