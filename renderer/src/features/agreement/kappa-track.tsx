import type { Estimate } from '../../../../core/qci/agreement/estimate.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './tables.module.css';

const percent = (value: number): string => `${Math.min(1, Math.max(0, value)) * 100}%`;
/** Where the words change: moderate begins at the first, substantial at the second. */
const CUTS = [0.4, 0.6];

/** A kappa and its interval on a track from 0 to 1. What it shows stands beside it in figures. */
export const KappaTrack = ({ estimate: { value, interval } }: { estimate: Estimate }): React.JSX.Element => (
  <span className={classes.track} aria-hidden="true">
    {CUTS.map((cut) => (
      <span key={cut} className={classes.cut} style={{ left: percent(cut) }} />
    ))}
    {interval !== null && <span className={classes.whisker} style={{ left: percent(interval[0]), width: `calc(${percent(interval[1])} - ${percent(interval[0])})` }} />}
    {value !== null && <span className={classes.dot} style={{ left: percent(value) }} />}
  </span>
);

/** The numbers over the tracks. */
export const TrackAxis = (): React.JSX.Element => {
  const language = useLanguage();
  return (
    <span className={classes.axis} aria-hidden="true">
      {[0, ...CUTS, 1].map((at) => (
        <span key={at} style={{ left: percent(at) }}>
          {formatNumber(at, language, at % 1 === 0 ? 0 : 1)}
        </span>
      ))}
    </span>
  );
};
