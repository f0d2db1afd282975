import { useTranslation } from 'react-i18next';
import type { CallEvidence } from '../../../core/qci/evidence/call-evidence.ts';
import { inertText } from '../lib/direction-marks.ts';

/** Says a checked quote in one line: its criterion, whether it earns or costs points, what the check found, and the words. */
export const useEvidenceWords = (): ((piece: CallEvidence) => string) => {
  const { t } = useTranslation();
  return (piece) =>
    inertText(
      t('evidence.words', {
        criterion: t(`qci.${piece.criterion}`),
        effect: t(piece.polarity === '+' ? 'evidence.earns' : 'evidence.costs'),
        state: t(`evidence.${piece.state}`),
        quote: piece.quote,
      }),
    );
};
