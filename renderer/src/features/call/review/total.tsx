import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../../core/calls/analysis.ts';
import { CRITERION_KEYS } from '../../../../../core/qci/criteria.ts';
import { accept } from '../../../../../core/review/desk.ts';
import { blindTotal, judgeTotal, shownBand, shownTotal } from '../../../../../core/review/shown-score.ts';
import { useLanguage } from '../../../i18n/index.ts';
import { useKeycap } from '../../../lib/commands.tsx';
import { inertText } from '../../../lib/direction-marks.ts';
import { formatNumber } from '../../../lib/format.ts';
import { formatByAge } from '../../../lib/format-time.ts';
import { BandGlyph } from '../../../ui/glyphs.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import classes from './total.module.css';
import type { Review } from './use-review.ts';

const NONE = '–';
const percent = (share: number): string => `${Math.max(0, Math.min(100, share * 100)).toFixed(2)}%`;

interface Props {
  review: Review;
  analysis: Analysis;
}

/** The total from 0 to 100 with the thresholds of the organization, and where the judge's stands. */
const Scale = ({ total, judge, bands }: { total: number | null; judge: number | null; bands: Review['bands'] }): React.JSX.Element => {
  const language = useLanguage();
  return (
    <>
      <div className={classes.scale} aria-hidden="true">
        <div className={classes.fill} style={{ width: percent((total ?? 0) / 100) }} />
        <div className={classes.cut} style={{ left: percent(bands.review / 100) }} />
        <div className={classes.cut} style={{ left: percent(bands.pass / 100) }} />
        {judge !== null && judge !== total && <div className={classes.judge} style={{ left: percent(judge / 100) }} />}
      </div>
      <div className={classes.cuts} aria-hidden="true">
        <span style={{ left: percent(bands.review / 100) }}>{formatNumber(bands.review, language)}</span>
        <span style={{ left: percent(bands.pass / 100) }}>{formatNumber(bands.pass, language)}</span>
      </div>
    </>
  );
};

const Accepts = ({ review, analysis }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  const [one, all] = [useKeycap('review.accept'), useKeycap('review.acceptVerified')];
  const { desk, isBlind, hindrance, completed } = review;
  if (hindrance !== null || completed !== null) return null;
  const why = isBlind ? t('review.blindAccept') : undefined;
  const { focus } = desk;
  return (
    <span className={classes.accepts}>
      <Button
        size="compact-sm"
        disabled={isBlind || focus === null}
        title={why}
        rightSection={one !== undefined && <Keycap>{one}</Keycap>}
        onClick={() => focus !== null && review.turn(accept(desk, focus, analysis))}
      >
        {t('review.accept')}
      </Button>
      <Button size="compact-sm" disabled={isBlind} title={why} rightSection={all !== undefined && <Keycap>{all}</Keycap>} onClick={review.acceptVerified}>
        {t('review.acceptVerified')}
      </Button>
    </span>
  );
};

/** How far the review is, or what it came to. */
const Standing = ({ review, analysis }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { completed, left, hindrance } = review;
  if (completed !== null) return <>{t('review.completed', { total: completed.qciTotalScore, time: formatByAge(completed.completedAt, language) })}</>;
  if (hindrance !== null) return <>{analysis.reviewedAt === null ? '' : t('qci.reviewed', { name: inertText(analysis.reviewedByName ?? NONE), time: formatByAge(analysis.reviewedAt, language) })}</>;
  return <>{left.length === 0 ? t('review.allDecided') : t('review.decided', { n: CRITERION_KEYS.length - left.length, of: CRITERION_KEYS.length })}</>;
};

/** The score of the call as it stands with what is being given, the judge's beside it, and what is still to decide. */
export const Total = ({ review, analysis }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { desk, left, accepted, isBlind, isWarned, failure, bands } = review;
  const isHidden = isBlind && left.length > 0;
  const total = isHidden ? blindTotal(analysis, accepted, desk) : shownTotal(analysis, desk);
  const judge = isHidden ? null : judgeTotal(analysis);
  const band = isHidden ? 'none' : (shownBand(analysis.status, total, desk, bands) ?? 'none');
  return (
    <div className={classes.root}>
      <div className={classes.row}>
        <span className={classes.total} data-testid="qci-total">
          {total === null ? NONE : formatNumber(total, language)}
        </span>
        {isHidden ? (
          <span className={classes.soFar}>{t('review.soFar')}</span>
        ) : (
          <span className={classes[band]}>
            <BandGlyph band={band} />
            {t(`band.${band}`)}
          </span>
        )}
        {judge !== null && judge !== total && <span className={classes.judgeTotal}>{t('review.judgeTotal', { value: formatNumber(judge, language) })}</span>}
        <Accepts review={review} analysis={analysis} />
      </div>
      <Scale total={total} judge={judge} bands={bands} />
      <div className={classes.standing} role="status" data-testid="review-standing">
        <Standing review={review} analysis={analysis} />
      </div>
      {isWarned && left.length > 0 && <p className={classes.warning}>{t(isBlind ? 'review.blindWarning' : 'review.warning', { count: left.length })}</p>}
      {failure !== null && (
        <p className={classes.failure} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
          {t('review.failed', { why: t(`error.${failure}`) })}
        </p>
      )}
    </div>
  );
};
