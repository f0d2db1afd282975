import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { request } from '../../bridge/request.ts';
import { FailureLine } from './failure-line.tsx';
import { itemWords, startWords } from './failure-words.ts';
import classes from './scoring.module.css';
import type { CallScoring } from './use-call-scoring.ts';

const useItemCode = (batch: Batch | null): string | null => {
  const batchId = batch?.batchId ?? '';
  const { data } = useQuery({
    queryKey: ['scoring', 'items', batchId, 'only'],
    queryFn: () => request('scoring.items', { batchId, states: ['failed'], after: null, limit: 1 }),
    enabled: batch !== null && batch.state !== 'running' && batch.counts.failed > 0,
    staleTime: 0,
    gcTime: 0,
  });
  return data?.items[0]?.code ?? null;
};

/** Why the scoring of a call stands still; null where it does not. */
const useFault = ({ work, batch }: CallScoring): string | null => {
  const { t } = useTranslation();
  const code = useItemCode(batch);
  if (work?.failure) return startWords(t, work.failure);
  if (!batch || batch.state === 'running') return null;
  if (batch.state === 'paused') return t(`scoring.stop.${batch.why ?? 'person'}`);
  return batch.counts.failed > 0 ? itemWords(t, code) : null;
};

/** How the scoring of one call goes: that it runs and can be given up, or why it does not. Nothing where none was asked for. */
export const WorkLine = ({ scoring }: { scoring: CallScoring }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const fault = useFault(scoring);
  const { work, batch, isBusy, goOn, end } = scoring;
  if (isBusy) {
    const words = work?.judge === 'model' ? t('scoring.asking', { model: batch?.judge.model ?? t('scoring.model') }) : t('scoring.counting');
    return (
      <div className={classes.work} data-testid="scoring-work">
        <span role="status">{words}</span>
        <Button size="compact-sm" onClick={end}>
          {t('common.cancel')}
        </Button>
        <Progress className={classes.bar} value={100} animated size={4} radius="xs" aria-label={words} />
      </div>
    );
  }
  if (fault === null) return null;
  return (
    <div className={classes.work} data-testid="scoring-fault">
      <FailureLine>{fault}</FailureLine>
      <span className={classes.feet}>
        <Button size="compact-sm" onClick={goOn}>
          {t('common.again')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={end}>
          {t('scoring.dismiss')}
        </Button>
      </span>
    </div>
  );
};
