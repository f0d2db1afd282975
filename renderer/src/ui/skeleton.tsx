import classes from './skeleton.module.css';

/** A grey bar where a value will stand. It does not shimmer. */
export const Skeleton = ({ width, height = 10 }: { width: number | string; height?: number }): React.JSX.Element => (
  <span className={classes.root} style={{ width, height }} aria-hidden="true" />
);
