import { Button } from '@mantine/core';
import { IconDownload, IconGauge, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './selection-bar.module.css';

interface Props {
  count: number;
  onTake: () => void;
  /** Puts them into a queue; null for who may not. */
  onFill: (() => void) | null;
  /** Scores them; null for who may not. */
  onScore: (() => void) | null;
  onClear: () => void;
}

/** Over the end of the list while rows are chosen: how many, and what can be done with them. */
export const SelectionBar = ({ count, onTake, onFill, onScore, onClear }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={classes.root} role="toolbar" aria-label={t('calls.selection')} data-testid="selection-bar">
      <span role="status">{t('calls.selected', { count, n: formatNumber(count, language) })}</span>
      <Button variant="filled" leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />} onClick={onTake}>
        {t('calls.takeOffline')}
      </Button>
      {onFill && (
        <Button leftSection={<IconListCheck size={16} stroke={1.6} aria-hidden="true" />} onClick={onFill}>
          {t('queues.intoQueueShort')}
        </Button>
      )}
      {onScore && (
        <Button leftSection={<IconGauge size={16} stroke={1.6} aria-hidden="true" />} onClick={onScore}>
          {t('scoring.score')}
        </Button>
      )}
      <Button variant="subtle" onClick={onClear}>
        {t('calls.clear')}
      </Button>
    </div>
  );
};
