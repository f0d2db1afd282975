import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorCode } from '../../../../core/contract/errors.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import classes from './export-button.module.css';
import type { PairFilter } from './use-pairs.ts';

type State = { is: 'idle' | 'writing' } | { is: 'written'; file: string; pairs: number } | { is: 'failed'; code: AppErrorCode };

/** Writes the pairs of a filter as CSV where the person chooses, and says what became of it. */
export const ExportButton = ({ filter }: { filter: PairFilter }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [state, setState] = useState<State>({ is: 'idle' });
  const write = async (): Promise<void> => {
    setState({ is: 'writing' });
    try {
      const { file, pairs } = await request('agreement.export', { filter });
      setState(file === null ? { is: 'idle' } : { is: 'written', file, pairs });
    } catch (error) {
      setState({ is: 'failed', code: toAppError(error).code });
    }
  };
  return (
    <div className={classes.root}>
      <span className={classes.word} role="status">
        {state.is === 'written' && (
          <>
            <IconCheck size={14} stroke={1.75} aria-hidden="true" />
            {t('agreement.exported', { count: state.pairs, n: formatNumber(state.pairs, language), file: inertText(state.file) })}
          </>
        )}
        {state.is === 'failed' && t(state.code === 'offline' ? 'agreement.exportOffline' : 'agreement.exportFailed')}
      </span>
      <ChipButton disabled={state.is === 'writing'} onClick={() => void write()}>
        <IconDownload size={14} stroke={1.75} aria-hidden="true" />
        {t('agreement.export')}
      </ChipButton>
    </div>
  );
};
