import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../core/calls/analysis.ts';
import { CRITERIA, DIMENSION_MAX, DIMENSIONS, type CriterionKey, type Dimension } from '../../../../core/qci/criteria.ts';
import { countStates, type CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { EVIDENCE_STATES } from '../../../../core/qci/evidence/evidence.ts';
import type { AnalysedCriterion } from '../../../../core/qci/evidence/read-criteria.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { EvidenceGlyph } from '../../ui/evidence-glyph.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './criteria-table.module.css';
import { CriterionDetails, type ShownEvidence } from './criterion-details.tsx';

const FIELDS = { dynamics: 'dynamicsScore', objections: 'objectionsScore', brand: 'brandScore', outcome: 'outcomeScore' } as const;
const NONE = '–';

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

interface RowProps {
  criterion: AnalysedCriterion;
  /** A dimension of one criterion is one row. */
  isDimension: boolean;
  /** A word beside the name: the share of the talk, the mentions of the brand. */
  note: string | null;
  evidence: ShownEvidence;
  opened: boolean;
  onToggle: () => void;
}

/** A press by hand leaves the keys where they are: Space goes on to play, and nothing is ringed. */
const keepFocus = (event: React.MouseEvent): void => event.preventDefault();

const CriterionRow = ({ criterion, isDimension, note, evidence, opened, onToggle }: RowProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { key, score, reason, clampedFrom } = criterion;
  const own = evidence.list.filter((piece) => piece.criterion === key);
  const id = `criterion-${key}`;
  return (
    <>
      <tr className={isDimension ? classes.dimension : classes.criterion} data-opened={opened || undefined} onMouseDown={keepFocus} onClick={onToggle} data-testid="criterion-row">
        <th scope="row">
          <button type="button" className={classes.name} aria-expanded={opened} aria-controls={id}>
            {t(`qci.${key}`)}
          </button>
          {note !== null && <span className={classes.note}>{note}</span>}
          {clampedFrom !== null && clampedFrom !== score && (
            <span className={classes.tag}>{t('qci.clamped', { from: formatNumber(clampedFrom, language), to: formatNumber(score, language) })}</span>
          )}
        </th>
        <td>
          <Counts evidence={own} />
        </td>
        <td className={classes.score}>{formatNumber(score, language)}</td>
        <td className={classes.max}>/ {CRITERIA[key].max}</td>
      </tr>
      {opened && (
        <tr className={classes.details} id={id}>
          <td colSpan={4}>
            <CriterionDetails reason={reason} own={own} evidence={evidence} />
          </td>
        </tr>
      )}
    </>
  );
};

const DimensionRow = ({ dimension, score }: { dimension: Dimension; score: number | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const max = DIMENSION_MAX[dimension];
  return (
    <tr className={classes.dimension}>
      <th scope="row">{t(`qci.${dimension}`)}</th>
      <td aria-hidden="true">
        <span className={classes.bar}>
          <span style={{ width: `${Math.max(0, Math.min(100, ((score ?? 0) / max) * 100)).toFixed(2)}%` }} />
        </span>
      </td>
      <td className={classes.score}>{score === null ? NONE : formatNumber(score, language)}</td>
      <td className={classes.max}>/ {max}</td>
    </tr>
  );
};

/** The four dimensions with their criteria; a criterion opens to its reason and the quotes it stands on. */
export const CriteriaTable = ({ analysis, evidence }: { analysis: Analysis; evidence: ShownEvidence }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState<CriterionKey | null>(null);
  const judge = [analysis.aiModel, analysis.rubricVersion === null ? null : t('qci.rubric', { version: analysis.rubricVersion })].filter((part) => part !== null).join(' · ');
  const noteOf = (key: CriterionKey): string | null => {
    if (key === 'talk_balance' && analysis.agentTalkRatio !== null) return formatPercent(analysis.agentTalkRatio, language);
    if (key === 'brand' && analysis.brandMentions !== null) return t('qci.mentions', { count: analysis.brandMentions, n: formatNumber(analysis.brandMentions, language) });
    return null;
  };
  return (
    <table className={classes.root}>
      <thead>
        <tr>
          <th scope="col" className={classes.judge}>
            {shownText(judge || t('qci.dimension'))}
          </th>
          <th scope="col" className={classes.evidenceHead}>
            {t('evidence.title')}
          </th>
          <th scope="col" className={classes.number}>
            {t('qci.score')}
          </th>
          <th scope="col" className={classes.maxHead}>
            {t('qci.max')}
          </th>
        </tr>
      </thead>
      <tbody>
        {DIMENSIONS.map((dimension) => {
          const criteria = analysis.criteria.filter(({ key }) => CRITERIA[key].dimension === dimension);
          const single = criteria.length === 1 && criteria[0]?.key === dimension;
          return (
            <Fragment key={dimension}>
              {!single && <DimensionRow dimension={dimension} score={analysis[FIELDS[dimension]]} />}
              {criteria.map((criterion) => (
                <CriterionRow
                  key={criterion.key}
                  criterion={criterion}
                  isDimension={single}
                  note={noteOf(criterion.key)}
                  evidence={evidence}
                  opened={opened === criterion.key}
                  onToggle={() => setOpened(opened === criterion.key ? null : criterion.key)}
                />
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
};
