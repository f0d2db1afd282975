import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch, BatchDifference } from '../../../../core/contract/routes/scoring.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import type { Movement } from '../../../../core/scoring/difference.ts';
import { toAppError } from '../../bridge/request.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { AdoptBar } from './adopt-bar.tsx';
import { ChangeGrid } from './change-grid.tsx';
import { DifferenceGroups, MeanChange } from './difference-groups.tsx';
import { groupWords } from './difference-words.ts';
import classes from './difference.module.css';
import { FailureLine } from './failure-line.tsx';
import { useBatches } from './use-batches.ts';
import { useChanges, useDifference } from './use-difference.ts';

const NOBODY: ReadonlySet<string> = new Set();

const Failed = ({ error, onRetry }: { error: Error; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <FailureLine>
      {t(`error.${toAppError(error).code}`)}
      <Button size="compact-sm" onClick={onRetry}>
        {t('common.again')}
      </Button>
    </FailureLine>
  );
};

interface CallsProps {
  batch: Batch;
  movement: Movement;
  count: number;
  onOpenCall: (callId: string) => void;
}

const Calls = ({ batch, movement, count, onOpenCall }: CallsProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayAdopt = hindranceToAdd(useAsker()) === null;
  const [chosen, setChosen] = useState(NOBODY);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useChanges(batch.batchId, movement, batch.state === 'running');
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className={classes.quiet}>{t('scoring.reading')}</p>;
  const last = data.pages.at(-1);
  const adoptable = last?.adoptable ?? 0;
  return (
    <>
      {last?.total === 0 ? (
        <p className={classes.none}>{t('scoring.diff.noCalls')}</p>
      ) : (
        <ChangeGrid
          changes={data.pages.flatMap(({ changes }) => changes)}
          total={last?.total ?? count}
          bands={batch.bands}
          label={groupWords(t, language, movement, count)}
          hasMore={hasNextPage && !isFetchingNextPage}
          fetchMore={() => void fetchNextPage()}
          chosen={mayAdopt && adoptable > 0 ? chosen : null}
          onChoose={setChosen}
          onOpen={onOpenCall}
        />
      )}
      {mayAdopt && <AdoptBar batchId={batch.batchId} movement={movement} adoptable={adoptable} chosen={chosen} onAdopted={() => setChosen(NOBODY)} />}
    </>
  );
};

const Whole = ({ batch, difference, onOpenCall }: { batch: Batch; difference: BatchDifference; onOpenCall: (callId: string) => void }): React.JSX.Element => {
  const [movement, setMovement] = useState<Movement>('all');
  return (
    <div className={classes.root}>
      <div className={classes.side}>
        <DifferenceGroups difference={difference} chosen={movement} onChoose={setMovement} />
        <MeanChange mean={difference.mean} />
      </div>
      <div className={classes.calls}>
        <Calls key={movement} batch={batch} movement={movement} count={difference.counts[movement]} onOpenCall={onOpenCall} />
      </div>
    </div>
  );
};

const Body = ({ batch, onOpenCall }: { batch: Batch; onOpenCall: (callId: string) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const isRunning = batch.state === 'running';
  const { data, error, refetch } = useDifference(batch.batchId, isRunning);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className={classes.quiet}>{t('scoring.reading')}</p>;
  const bands = t('scoring.diff.bands', { version: batch.rubricVersion, pass: formatNumber(batch.bands.pass, language), review: formatNumber(batch.bands.review, language) });
  return (
    <>
      <p className={classes.about}>{shownText([isRunning ? t('scoring.diff.running') : null, bands, t('scoring.diff.noted')].filter((part) => part !== null).join(' '))}</p>
      <Whole batch={batch} difference={data} onOpenCall={onOpenCall} />
    </>
  );
};

interface Props {
  /** The batch that is looked at; the last one while the dialog fades away. */
  batchId: string;
  opened: boolean;
  onOpenCall: (callId: string) => void;
  onClose: () => void;
}

/** What scoring calls again made of their scores: how many moved where, by how much, and the calls behind each number. */
export const DifferenceDialog = ({ batchId, opened, onOpenCall, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { batches } = useBatches();
  const batch = batches?.find((one) => one.batchId === batchId);
  return (
    <Modal opened={opened} onClose={onClose} size="min(1320px, 94vw)" title={shownText(t('scoring.diff.openOf', { name: inertText(batch?.name ?? '') }))} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {batch ? <Body key={batchId} batch={batch} onOpenCall={onOpenCall} /> : <p className={classes.quiet}>{t('scoring.reading')}</p>}
    </Modal>
  );
};
