import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../core/calls/analysis.ts';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { PaneSection } from '../../ui/pane-section.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { CriteriaTable } from './criteria-table.tsx';
import type { ShownEvidence } from './criterion-details.tsx';
import { Participants } from './participants.tsx';
import classes from './qci-pane.module.css';

const NONE = '–';
const percent = (share: number): string => `${Math.max(0, Math.min(100, share * 100)).toFixed(2)}%`;

const Total = ({ analysis }: { analysis: Analysis }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const total = analysis.qciTotalScore;
  const band = analysis.status ?? 'none';
  return (
    <div className={classes.top}>
      <div className={classes.totalRow}>
        <span className={classes.total}>{total === null ? NONE : formatNumber(total, language)}</span>
        <span className={classes[band]}>
          <BandGlyph band={band} />
          {t(`band.${band}`)}
        </span>
        {analysis.reviewedAt !== null && (
          <span className={classes.reviewed}>
            {t('qci.reviewed', { name: inertText(analysis.reviewedByName ?? NONE), time: formatByAge(analysis.reviewedAt, language) })}
          </span>
        )}
      </div>
      <div className={classes.scale} aria-hidden="true">
        <div className={classes.fill} style={{ width: percent((total ?? 0) / 100) }} />
        <div className={classes.cut} style={{ left: '60%' }} />
        <div className={classes.cut} style={{ left: '80%' }} />
      </div>
      <div className={classes.cuts} aria-hidden="true">
        <span style={{ left: '60%' }}>{formatNumber(60, language)}</span>
        <span style={{ left: '80%' }}>{formatNumber(80, language)}</span>
      </div>
    </div>
  );
};

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
  analysis: Analysis | null;
  evidence: ShownEvidence;
  people: CallDetail['participants'];
  /** The section of the call's moments. */
  moments: React.ReactNode;
}

/** The score of a call, to be read: total and band, four dimensions with what they stand on, moments and tips; and who was on the call. */
export const QciPane = ({ analysis, evidence, people, moments }: Props): React.JSX.Element => {
  const { t } = useTranslation();
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
        </div>
      ) : (
        <>
          <Total analysis={analysis} />
          <CriteriaTable analysis={analysis} evidence={evidence} />
        </>
      )}
      {moments}
      {analysis !== null && <Lines title={t('qci.tips')} items={analysis.coachingTips} icon={<IconBulb {...small} />} />}
      <Participants people={people} />
    </aside>
  );
};
