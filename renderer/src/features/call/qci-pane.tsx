import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { CriteriaTable } from './criteria-table.tsx';
import { Total } from './review/total.tsx';
import type { Review } from './review/use-review.ts';
import type { ShownEvidence } from './criterion-details.tsx';
import { Participants } from './participants.tsx';
import classes from './qci-pane.module.css';

const NONE = '–';

interface Props {
  review: Review;
  /** Under the total: scores a call that has no score, or tells of a run that does not count. */
  run: React.ReactNode;
  evidence: ShownEvidence;
  people: CallDetail['participants'];
  /** The sections of the call's moments and tips. */
  moments: React.ReactNode;
}

/** The score of a call, to be read and decided: total and band, four dimensions with what they stand on, moments and tips; and who was on the call. */
export const QciPane = ({ review, run, evidence, people, moments }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { analysis } = review;
  return (
    <aside className={classes.root} aria-label={t('qci.label')} tabIndex={0}>
      {analysis === null || analysis.qciTotalScore === null ? (
        <div className={classes.notScored}>
          <div className={classes.totalRow}>
            <span className={classes.noTotal}>{NONE}</span>
            <span className={classes.none}>
              <BandGlyph band="none" />
              {t('band.none')}
            </span>
          </div>
          <p className={classes.why}>{t('qci.notScored')}</p>
          {run}
        </div>
      ) : (
        <>
          <Total review={review} analysis={analysis} />
          <div className={classes.run}>{run}</div>
          <CriteriaTable analysis={analysis} review={review} evidence={evidence} />
        </>
      )}
      {moments}
      <Participants people={people} />
    </aside>
  );
};
