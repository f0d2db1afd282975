import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { useNow } from '../../lib/hooks.ts';
import classes from './import-dialog.module.css';
import { secondsLeft } from './seconds-left.ts';
import type { ImportState } from './use-import.ts';

/** How far a running import is, and about how long the rest takes. */
export const ImportRunning = ({ state }: { state: ImportState }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const share = state.total > 0 ? state.done / state.total : 0;
  const seconds = secondsLeft(share, useNow(500) - state.startedAt);
  const words = (): string => {
    if (state.stopping) return t('import.stopping');
    if (state.total === 0) return t('import.reading', { count: state.files.length, n: formatNumber(state.files.length, language) });
    const progress = t('import.progress', { done: formatNumber(state.done, language), total: formatNumber(state.total, language) });
    return seconds === null ? progress : `${progress} · ${t('import.left', { count: seconds })}`;
  };
  return (
    <div>
      <Progress value={share * 100} size={6} radius="xs" aria-label={t('import.title')} />
      <p className={classes.line} role="status">
        {words()}
      </p>
    </div>
  );
};
