import { useTranslation } from 'react-i18next';
import { OVERRIDE_REASONS } from '../../../../../core/qci/override.ts';
import { choose } from '../../../../../core/review/desk.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import classes from './reasons.module.css';
import type { Review } from './use-review.ts';

/** Why the value differs from the judge's: asked for once it is confirmed, answered by a press or by the digit on it. */
export const Reasons = ({ review }: { review: Review }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const { analysis, desk } = review;
  if (!analysis || desk.asking === null) return null;
  return (
    <div className={classes.root} role="group" aria-label={t('review.why')} data-testid="reasons">
      {OVERRIDE_REASONS.map((reason, n) => (
        <button key={reason} type="button" className={classes.reason} onClick={() => review.turn(choose(desk, reason, analysis))}>
          <Keycap>{String(n + 1)}</Keycap>
          {t(`review.reason.${reason}`)}
        </button>
      ))}
    </div>
  );
};
