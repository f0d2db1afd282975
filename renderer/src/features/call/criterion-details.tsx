import { useTranslation } from 'react-i18next';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatDuration } from '../../lib/format.ts';
import { judgeWords } from '../../i18n/judge-words.ts';
import { EvidenceGlyph } from '../../ui/evidence-glyph.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './criteria-table.module.css';

/** The checked evidence of a call, and how it is played. */
export interface ShownEvidence {
  readonly list: readonly CallEvidence[];
  readonly currentId: string | null;
  readonly onPlay: (id: string) => void;
}

interface Props {
  reason: string;
  own: readonly CallEvidence[];
  evidence: ShownEvidence;
}

/** Why a criterion has its points: the judge's reason, and each quote with what the check found. A press on one plays it. */
export const CriterionDetails = ({ reason, own, evidence }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.why}>
      {reason !== '' && (
        <p dir="auto" data-selectable>
          {shownText(judgeWords(reason, t))}
        </p>
      )}
      <ul className={classes.quotes}>
        {own.map((piece) => (
          <li key={piece.id}>
            <button
              type="button"
              className={classes.quote}
              data-current={piece.id === evidence.currentId || undefined}
              data-testid="quote"
              title={inertText(`${t(`evidence.${piece.state}`)}: ${piece.quote}`)}
              onClick={() => evidence.onPlay(piece.id)}
            >
              <EvidenceGlyph state={piece.state} />
              <span className="st-visually-hidden">{t(`evidence.${piece.state}`)}</span>
              <span className={classes.place}>
                {piece.startMs === null ? '–' : formatDuration(piece.startMs / 1000)} {piece.speaker !== null && t(`speaker.${piece.speaker}Letter`)}
              </span>
              <span className={classes.words} dir="auto">
                {t('evidence.quoted', { quote: inertText(piece.quote) })}
              </span>
              {piece.said !== null && (
                <span className={classes.said} dir="auto">
                  {t('evidence.said', { quote: inertText(piece.said) })}
                </span>
              )}
              {piece.polarity === '-' && <span className={classes.costs}>{t('evidence.costs')}</span>}
            </button>
          </li>
        ))}
      </ul>
      {own.length === 0 && <p className={classes.noQuotes}>{t('evidence.none')}</p>}
    </div>
  );
};
