import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { inertText } from '../../lib/direction-marks.ts';
import classes from './scoring.module.css';
import { unscorable } from './unscorable.ts';
import { useCallScoring, type CallScoring } from './use-call-scoring.ts';
import { useModel } from './use-judge.ts';
import { WorkLine } from './work-line.tsx';

const Choices = ({ start, isOdd }: { start: CallScoring['start']; isOdd: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const model = useModel(true);
  return (
    <>
      <div className={classes.choices}>
        <Button variant={isOdd ? 'default' : 'filled'} onClick={() => start('deterministic')}>
          {isOdd ? t('scoring.again') : t('scoring.scoreCall')}
        </Button>
        {model !== null && <Button onClick={() => start('model')}>{t('scoring.withModel', { model: inertText(model) })}</Button>}
      </div>
      <p className={classes.hint}>{t('scoring.countedHint')}</p>
    </>
  );
};

/** Scores a call that has no score: by what is counted on this device, or by the model where one can be asked; or says why it cannot be. */
export const ScoreCall = ({ call }: { call: CallDetail }): React.JSX.Element => {
  const { t } = useTranslation();
  const mayScore = hindranceToAdd(useAsker()) === null;
  const scoring = useCallScoring(call);
  const cannot = useMemo(() => unscorable(call), [call]);
  const isOpen = !scoring.isBusy && !scoring.hasFault;
  return (
    <>
      {cannot && !scoring.isBusy && (
        <p className={classes.reason} data-testid="unscorable">
          {t(`scoring.unscorable.${cannot.reason}`)}
        </p>
      )}
      {mayScore && <WorkLine scoring={scoring} />}
      {mayScore && isOpen && cannot?.isFinal !== true && <Choices start={scoring.start} isOdd={cannot !== null} />}
    </>
  );
};
