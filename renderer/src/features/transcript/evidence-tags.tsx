import { useTranslation } from 'react-i18next';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { EvidenceGlyph } from '../../ui/evidence-glyph.tsx';
import { useEvidenceWords } from '../../ui/evidence-words.ts';
import classes from './transcript.module.css';

interface Props {
  evidence: readonly CallEvidence[];
  currentId: string | null;
  onPlay: (id: string) => void;
}

/** What a turn is cited for: a tag for each criterion, which plays the quote; one that costs points ends with a minus. */
export const EvidenceTags = ({ evidence, currentId, onPlay }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const words = useEvidenceWords();
  return (
    <>
      {evidence.map((piece) => (
        <button
          key={piece.id}
          type="button"
          className={classes.tag}
          data-state={piece.state}
          data-current={piece.id === currentId || undefined}
          title={words(piece)}
          aria-label={words(piece)}
          onClick={(event) => {
            event.stopPropagation();
            onPlay(piece.id);
          }}
        >
          <EvidenceGlyph state={piece.state} />
          <span className={classes.metaWords}>
            {t(`qci.${piece.criterion}`)}
            {piece.polarity === '-' && ' −'}
          </span>
        </button>
      ))}
    </>
  );
};
