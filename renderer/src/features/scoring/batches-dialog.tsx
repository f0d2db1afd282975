import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BatchRow } from './batch-row.tsx';
import { FailureLine } from './failure-line.tsx';
import classes from './scoring.module.css';
import { useBatches } from './use-batches.ts';

interface Props {
  opened: boolean;
  onOpenCall: (callId: string) => void;
  /** Shows what a batch made of the scores that its calls had. */
  onDifference: (batchId: string) => void;
  onClose: () => void;
}

/** What is scored on this device and what was, the newest first. */
export const BatchesDialog = ({ opened, onOpenCall, onDifference, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { batches, change, failure, retry } = useBatches();
  const close = (): void => {
    change.reset();
    onClose();
  };
  const open = (callId: string): void => {
    close();
    onOpenCall(callId);
  };
  return (
    <Modal opened={opened} onClose={close} size={640} title={t('scoring.panel')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {failure && (
        <FailureLine>
          {t(`error.${failure.code}`)}
          {batches === null && <Button onClick={retry}>{t('common.again')}</Button>}
        </FailureLine>
      )}
      {batches === null && !failure && <p className={classes.hint}>{t('scoring.reading')}</p>}
      {batches?.length === 0 && <p className={classes.hint}>{t('scoring.none')}</p>}
      {batches !== null && batches.length > 0 && (
        <ul className={classes.list}>
          {batches.map((batch) => (
            <BatchRow
              key={batch.batchId}
              batch={batch}
              onChange={(what) => change.mutate({ route: `scoring.${what}`, input: { batchId: batch.batchId } })}
              onOpenCall={open}
              onDifference={() => {
                close();
                onDifference(batch.batchId);
              }}
            />
          ))}
        </ul>
      )}
    </Modal>
  );
};
