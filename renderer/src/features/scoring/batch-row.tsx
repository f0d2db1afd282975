import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { BatchCost, BatchProgress } from './batch-lines.tsx';
import { BatchFailures } from './batch-failures.tsx';
import { withoutScore } from './batches.ts';
import classes from './scoring.module.css';

export type BatchChange = 'pause' | 'resume' | 'cancel' | 'retry' | 'remove';

interface Props {
  batch: Batch;
  onChange: (change: BatchChange) => void;
  onOpenCall: (callId: string) => void;
  onDifference: () => void;
}

const Buttons = ({ batch, onChange, onDifference, onCancel }: Omit<Props, 'onOpenCall'> & { onCancel: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const of = { name: inertText(batch.name) };
  const { state, counts } = batch;
  const isLive = state === 'running' || state === 'paused';
  return (
    <>
      {batch.again && <Button aria-label={t('scoring.diff.openOf', of)} onClick={onDifference}>{t('scoring.diff.open')}</Button>}
      {state === 'running' && <Button aria-label={t('scoring.pauseOf', of)} onClick={() => onChange('pause')}>{t('scoring.pause')}</Button>}
      {state === 'paused' && <Button aria-label={t('scoring.resumeOf', of)} onClick={() => onChange('resume')}>{t('scoring.resume')}</Button>}
      {counts.failed > 0 && (state === 'paused' || state === 'done') && <Button aria-label={t('scoring.retryOf', of)} onClick={() => onChange('retry')}>{t('scoring.retry')}</Button>}
      {isLive && <Button variant="subtle" aria-label={t('scoring.cancelOf', of)} onClick={onCancel}>{t('scoring.cancel')}</Button>}
      {!isLive && <Button variant="subtle" aria-label={t('scoring.removeOf', of)} onClick={() => onChange('remove')}>{t('scoring.remove')}</Button>}
    </>
  );
};

/** One batch: how far it is, what it has cost, which calls have no score and why, and what can be done with it. */
export const BatchRow = ({ batch, onChange, onOpenCall, onDifference }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const [isListed, setListed] = useState(false);
  const without = withoutScore(batch);
  return (
    <li className={classes.row} data-testid="batch">
      <div className={classes.rowHead}>
        <span className={classes.name} dir="auto" title={inertText(batch.name)}>
          {shownText(batch.name)}
        </span>
        <span className={classes.when}>{formatByAge(batch.startedAt, language)}</span>
        {!isAsked && <Buttons batch={batch} onChange={onChange} onDifference={onDifference} onCancel={() => setAsked(true)} />}
      </div>
      <BatchProgress batch={batch} />
      <BatchCost batch={batch} />
      {isAsked && (
        <div className={classes.question}>
          <span>{t('scoring.cancelAsk')}</span>
          <div className={classes.feet}>
            <Button onClick={() => setAsked(false)}>{t('scoring.goOn')}</Button>
            <Button
              variant="filled"
              color="red"
              autoFocus
              onClick={() => {
                setAsked(false);
                onChange('cancel');
              }}
            >
              {t('scoring.cancel')}
            </Button>
          </div>
        </div>
      )}
      {without > 0 && (
        <Button className={classes.flush} size="compact-sm" variant="subtle" aria-expanded={isListed} onClick={() => setListed((now) => !now)}>
          {t('scoring.without', { count: without, n: formatNumber(without, language) })}
        </Button>
      )}
      {isListed && without > 0 && <BatchFailures batchId={batch.batchId} onOpen={onOpenCall} />}
    </li>
  );
};
