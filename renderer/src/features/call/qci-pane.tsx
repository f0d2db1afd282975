import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { PaneSection } from '../../ui/pane-section.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { CriteriaTable } from './criteria-table.tsx';
import { Total } from './review/total.tsx';
import type { Review } from './review/use-review.ts';
import type { ShownEvidence } from './criterion-details.tsx';
import { Participants } from './participants.tsx';
import classes from './qci-pane.module.css';

const NONE = '–';
interface ListProps {
  title: string;
  items: readonly string[];
  icon: React.ReactNode;
}

const Lines = ({ title, items, icon }: ListProps): React.JSX.Element | null => {
  const language = useLanguage();
  if (items.length === 0) return null;
  return (
    <PaneSection title={title} count={formatNumber(items.length, language)}>
      <ul className={classes.lines}>
        {items.map((item, index) => (
          <li key={index}>
            {icon}
            <span dir="auto" data-selectable>
              {shownText(item)}
            </span>
          </li>
        ))}
      </ul>
    </PaneSection>
  );
};

const small = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;

interface Props {
  review: Review;
  /** Under the total: scores a call that has no score, or tells of a run that does not count. */
  run: React.ReactNode;
  evidence: ShownEvidence;
  people: CallDetail['participants'];
  /** The section of the call's moments. */
  moments: React.ReactNode;
}

/** The score of a call, to be read and decided: total and band, four dimensions with what they stand on, moments and tips; and who was on the call. */
export const QciPane = ({ review, run, evidence, people, moments }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { analysis } = review;
  const isHidden = review.isBlind && review.left.length > 0;
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
      {analysis !== null && !isHidden && <Lines title={t('qci.tips')} items={analysis.coachingTips} icon={<IconBulb {...small} />} />}
      <Participants people={people} />
    </aside>
  );
};
