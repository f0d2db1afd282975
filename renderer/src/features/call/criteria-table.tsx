import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../core/calls/analysis.ts';
import { CRITERIA, DIMENSION_MAX, DIMENSIONS, type CriterionKey, type Dimension } from '../../../../core/qci/criteria.ts';
import { judgeValue } from '../../../../core/qci/effective.ts';
import { countStates, type CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { EVIDENCE_STATES } from '../../../../core/qci/evidence/evidence.ts';
import type { AnalysedCriterion } from '../../../../core/qci/evidence/read-criteria.ts';
import { partMax, type ScorePart } from '../../../../core/qci/override.ts';
import { AT_REST } from '../../../../core/review/desk.ts';
import { scoreRow } from '../../../../core/review/score-row.ts';
import { shownValue } from '../../../../core/review/shown-score.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { EvidenceGlyph } from '../../ui/evidence-glyph.tsx';
import { HIDDEN } from '../../ui/hidden-value.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './criteria-table.module.css';
import { CriterionDetails, type ShownEvidence } from './criterion-details.tsx';
import { OwnValue } from './review/own-value.tsx';
import { Reasons } from './review/reasons.tsx';
import { ScoreBox } from './review/score-box.tsx';
import type { Review } from './review/use-review.ts';

const NONE = '–';
const COLUMNS = 6;

/** The glyphs of a criterion's evidence with how many there are of each. */
const Counts = ({ evidence }: { evidence: readonly CallEvidence[] }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const counts = countStates(evidence);
  return (
    <span className={classes.counts}>
      {EVIDENCE_STATES.filter((state) => counts[state] > 0).map((state) => (
        <span key={state} className={classes.count} data-state={state} title={t(`evidence.${state}`)}>
          <EvidenceGlyph state={state} />
          <span className="st-visually-hidden">{t(`evidence.${state}`)}</span>
          {formatNumber(counts[state], language)}
        </span>
      ))}
      {evidence.length === 0 && <span className={classes.max}>{NONE}</span>}
    </span>
  );
};

const signed = (gap: number, language: 'en' | 'ru'): string => {
  if (gap === 0) return '=';
  return gap > 0 ? `+${formatNumber(gap, language)}` : `−${formatNumber(-gap, language)}`;
};

/** What the judge gave, what the person gives, the most there is, and how far they are apart. */
const Points = ({ review, part }: { review: Review; part: ScorePart }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!review.rows) return null;
  const row = scoreRow(review.rows, part);
  return (
    <>
      <td className={classes.judgeScore}>{!row.isRevealed ? <span title={t('review.hidden')}>{HIDDEN}</span> : row.judge === null ? NONE : formatNumber(row.judge, language)}</td>
      <td className={classes.mine}>
        <ScoreBox review={review} part={part} row={row} />
      </td>
      <td className={classes.max}>/ {partMax(part)}</td>
      <td className={classes.gap} data-differs={(row.gap !== null && row.gap !== 0) || undefined}>
        {row.gap === null ? '' : signed(row.gap, language)}
      </td>
    </>
  );
};

interface RowProps {
  review: Review;
  criterion: AnalysedCriterion;
  /** A dimension of one criterion is one row. */
  isDimension: boolean;
  /** A word beside the name: the share of the talk, the mentions of the brand. */
  note: string | null;
  evidence: ShownEvidence;
}

/** A press by hand leaves the keys where they are: Space goes on to play, and nothing is ringed. */
const keepFocus = (event: React.MouseEvent): void => event.preventDefault();

const Tags = ({ review, criterion: { key, score, clampedFrom } }: Pick<RowProps, 'review' | 'criterion'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const reason = review.analysis?.overrides[key]?.reason;
  return (
    <>
      {typeof reason === 'string' && <span className={classes.tag}>{t(`review.reason.${reason as 'other'}`, reason)}</span>}
      {review.isRevealed(key) && clampedFrom !== null && clampedFrom !== score && (
        <span className={classes.tag}>{t('qci.clamped', { from: formatNumber(clampedFrom, language), to: formatNumber(score, language) })}</span>
      )}
    </>
  );
};

const CriterionRow = ({ review, criterion, isDimension, note, evidence }: RowProps): React.JSX.Element => {
  const { t } = useTranslation();
  const { key, reason } = criterion;
  const own = evidence.list.filter((piece) => piece.criterion === key);
  const id = `criterion-${key}`;
  const opened = review.desk.focus === key;
  const isRevealed = review.isRevealed(key);
  return (
    <>
      <tr
        className={isDimension ? classes.dimension : classes.criterion}
        data-opened={opened || undefined}
        onMouseDown={keepFocus}
        onClick={() => review.set(opened ? AT_REST : { focus: key, typed: null, asking: null })}
        data-testid="criterion-row"
      >
        <th scope="row">
          <button type="button" className={classes.name} aria-expanded={opened} aria-controls={opened ? id : undefined}>
            {t(`qci.${key}`)}
          </button>
          {note !== null && isRevealed && <span className={classes.note}>{note}</span>}
          <Tags review={review} criterion={criterion} />
        </th>
        <td>{isRevealed ? <Counts evidence={own} /> : <span className={classes.max}>{HIDDEN}</span>}</td>
        <Points review={review} part={key} />
      </tr>
      {opened && (
        <tr className={classes.details} id={id}>
          <td colSpan={COLUMNS}>
            {isRevealed ? <CriterionDetails reason={reason} own={own} evidence={evidence} /> : <p className={classes.hidden}>{t('review.blindLine')}</p>}
            <div className={classes.mineDetails}>
              <OwnValue review={review} part={key} />
              <Reasons review={review} />
            </div>
          </td>
        </tr>
      )}
    </>
  );
};

const Bar = ({ review, dimension }: { review: Review; dimension: Dimension }): React.JSX.Element | null => {
  const max = DIMENSION_MAX[dimension];
  const share = (value: number | null): string => `${Math.max(0, Math.min(100, ((value ?? 0) / max) * 100)).toFixed(2)}%`;
  const { analysis } = review;
  if (!analysis || !review.isRevealed(dimension)) return null;
  const judge = judgeValue(analysis, dimension);
  return (
    <span className={classes.bar}>
      <span className={classes.filled} style={{ width: share(shownValue(analysis, review.desk, dimension)) }} />
      {judge !== null && <span className={classes.tick} style={{ left: share(judge) }} />}
    </span>
  );
};

const DimensionRow = ({ review, dimension }: { review: Review; dimension: Dimension }): React.JSX.Element => {
  const { t } = useTranslation();
  const opened = review.desk.focus === dimension;
  const reason = review.analysis?.overrides[dimension]?.reason;
  return (
    <>
      <tr className={classes.dimension} data-opened={opened || undefined}>
        <th scope="row">
          {t(`qci.${dimension}`)}
          {typeof reason === 'string' && <span className={classes.tag}>{t(`review.reason.${reason as 'other'}`, reason)}</span>}
        </th>
        <td aria-hidden="true">
          <Bar review={review} dimension={dimension} />
        </td>
        <Points review={review} part={dimension} />
      </tr>
      {opened && (review.analysis?.overrides[dimension] !== undefined || review.desk.asking !== null) && (
        <tr className={classes.details}>
          <td colSpan={COLUMNS}>
            <div className={classes.mineDetails}>
              <OwnValue review={review} part={dimension} />
              <Reasons review={review} />
            </div>
          </td>
        </tr>
      )}
    </>
  );
};

const Head = ({ analysis }: { analysis: Analysis }): React.JSX.Element => {
  const { t } = useTranslation();
  const rubric = analysis.rubricVersion === null ? null : t('qci.rubric', { version: analysis.rubricVersion });
  const judge = [analysis.aiModel ?? analysis.judge, rubric].filter((part) => part !== null).join(' · ');
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.judge}>
          {shownText(judge || t('qci.dimension'))}
        </th>
        <th scope="col" className={classes.evidenceHead}>
          {t('evidence.title')}
        </th>
        <th scope="col" className={classes.number}>
          {t('review.ai')}
        </th>
        <th scope="col" className={classes.mineHead}>
          {t('review.mine')}
        </th>
        <th scope="col" className={classes.maxHead}>
          {t('qci.max')}
        </th>
        <th scope="col" className={classes.gapHead}>
          {t('review.delta')}
        </th>
      </tr>
    </thead>
  );
};

/** The four dimensions with their criteria, the judge's values beside the person's; the row that the keys speak to opens to its reason and quotes. */
export const CriteriaTable = ({ analysis, review, evidence }: { analysis: Analysis; review: Review; evidence: ShownEvidence }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const noteOf = (key: CriterionKey): string | null => {
    if (key === 'talk_balance' && analysis.agentTalkRatio !== null) return formatPercent(analysis.agentTalkRatio, language);
    if (key === 'brand' && analysis.brandMentions !== null) return t('qci.mentions', { count: analysis.brandMentions, n: formatNumber(analysis.brandMentions, language) });
    return null;
  };
  return (
    <table className={classes.root}>
      <Head analysis={analysis} />
      <tbody>
        {DIMENSIONS.map((dimension) => {
          const criteria = analysis.criteria.filter(({ key }) => CRITERIA[key].dimension === dimension);
          const single = criteria.length === 1 && criteria[0]?.key === dimension;
          return (
            <Fragment key={dimension}>
              {!single && <DimensionRow review={review} dimension={dimension} />}
              {criteria.map((criterion) => (
                <CriterionRow key={criterion.key} review={review} criterion={criterion} isDimension={single} note={noteOf(criterion.key)} evidence={evidence} />
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
};
