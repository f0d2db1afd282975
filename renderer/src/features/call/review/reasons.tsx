import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../../core/calls/analysis.ts';
import { OVERRIDE_REASONS } from '../../../../../core/qci/override.ts';
import { choose } from '../../../../../core/review/desk.ts';
import { useCommand } from '../../../lib/commands.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import classes from './reasons.module.css';
import type { Review } from './use-review.ts';

const Asked = ({ review, analysis }: { review: Review; analysis: Analysis }): React.JSX.Element => {
  const { t } = useTranslation();
  const first = useRef<HTMLButtonElement>(null);
  // Whoever wants to go on is led to what is still asked.
  useCommand('review.complete', () => first.current?.focus());
  return (
    <div className={classes.root} role="group" aria-label={t('review.why')} data-testid="reasons">
      {OVERRIDE_REASONS.map((reason, n) => (
        <button key={reason} ref={n === 0 ? first : null} type="button" className={classes.reason} onClick={() => review.turn(choose(review.desk, reason, analysis))}>
          <Keycap>{String(n + 1)}</Keycap>
          {t(`review.reason.${reason}`)}
        </button>
      ))}
    </div>
  );
};

/** Why the value differs from the judge's: asked for once it is confirmed, answered by a press or by the digit on it. */
export const Reasons = ({ review }: { review: Review }): React.JSX.Element | null => {
  const { analysis, desk } = review;
  return !analysis || desk.asking === null ? null : <Asked review={review} analysis={analysis} />;
};
