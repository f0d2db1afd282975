import classes from './status-strip.module.css';

/** The 28 px line at the foot of a screen: left what the keys do here, right what is on the device. */
export const StatusStrip = ({ left, right }: { left: React.ReactNode; right: React.ReactNode }): React.JSX.Element => (
  <footer className={classes.root}>
    <div className={classes.side}>{left}</div>
    <div className={classes.side} data-right>
      {right}
    </div>
  </footer>
);
