import { Menu } from '@mantine/core';
import { IconGauge, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { useCallScoring } from './use-call-scoring.ts';
import { useModel } from './use-judge.ts';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** In the menu of a call that has a score: another run of each judge that can be asked. `onStarted` shows where it runs. */
export const ScoreAgainItems = ({ call, onStarted }: { call: CallDetail | null; onStarted: () => void }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const mayScore = hindranceToAdd(useAsker()) === null && call?.analysis != null && call.turns.length > 0;
  const model = useModel(mayScore);
  const { isBusy, start } = useCallScoring(call);
  if (!mayScore) return null;
  const begin = (judge: 'model' | 'deterministic'): void => {
    start(judge);
    onStarted();
  };
  return (
    <>
      <Menu.Item leftSection={<IconGauge {...icon} />} disabled={isBusy} onClick={() => begin('deterministic')}>
        {t('scoring.again')}
      </Menu.Item>
      {model !== null && (
        <Menu.Item leftSection={<IconSparkles {...icon} />} disabled={isBusy} onClick={() => begin('model')}>
          {shownText(t('scoring.againWith', { model }))}
        </Menu.Item>
      )}
    </>
  );
};
