import classes from './four-bars.module.css';

/** Four shares of one as bars, 30×18. Greys only: which is which is said in the label. */
export const FourBars = ({ shares, label }: { shares: readonly (number | null)[]; label: string }): React.JSX.Element => (
  <svg className={classes.root} width="30" height="18" viewBox="0 0 30 18" role="img" aria-label={label}>
    {shares.map((share, index) => {
      const height = share === null ? 0 : Math.max(1.5, Math.min(1, share) * 18);
      return (
        <g key={index} transform={`translate(${index * 8} 0)`}>
          <rect className={classes.track} width="6" height="18" rx="1" />
          <rect className={classes.bar} y={18 - height} width="6" height={height} rx="1" />
        </g>
      );
    })}
  </svg>
);
