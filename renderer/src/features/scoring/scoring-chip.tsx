import { IconGauge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import { chipOf } from './batches.ts';
import { useBatches } from './use-batches.ts';

/** In the title bar while calls are scored: how far that is. Pressing opens the batches. */
export const ScoringChip = ({ onOpen }: { onOpen: () => void }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { batches } = useBatches();
  const chip = chipOf(batches ?? []);
  if (!chip) return null;
  return (
    <ChipButton data-testid="scoring-chip" data-warn={(chip.state === 'paused' && !chip.byPerson) || undefined} onClick={onOpen}>
      <IconGauge size={14} stroke={1.75} aria-hidden="true" />
      <span>{chip.state === 'paused' ? t('scoring.chipPaused') : t('scoring.chip', { count: chip.total, done: formatNumber(chip.done, language), n: formatNumber(chip.total, language) })}</span>
    </ChipButton>
  );
};

/** Says aloud, once, that scoring has begun, stands still or has ended; not how far it is. */
export const ScoringSaid = (): React.JSX.Element => {
  const { t } = useTranslation();
  const { batches } = useBatches();
  const state = chipOf(batches ?? [])?.state ?? null;
  const [seen, setSeen] = useState(state);
  const [said, setSaid] = useState('');
  if (seen !== state) {
    setSeen(state);
    setSaid(state === null ? t('scoring.ended') : state === 'paused' ? t('scoring.chipPaused') : t('scoring.begun'));
  }
  return (
    <span role="status" className="st-visually-hidden">
      {said}
    </span>
  );
};
