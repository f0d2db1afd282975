import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Analysis, Run } from '../../../../core/calls/analysis.ts';
import { putScore } from '../../bridge/put-score.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber, type Language } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { FailureLine } from './failure-line.tsx';
import { compared, isUnsent, type ComparedRow } from './new-run.ts';
import classes from './scoring.module.css';

const NONE = '–';
const points = (value: number | null, language: Language): string => (value === null ? NONE : formatNumber(value, language));

const Row = ({ row }: { row: ComparedRow }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <tr data-differs={row.differs || undefined} data-testid="compared-row">
      <th scope="row">
        {t(`qci.${row.key}`)}
        {row.isDecided && <span className={classes.stays}>{t('scoring.stays')}</span>}
      </th>
      <td>{points(row.now, language)}</td>
      <td>{points(row.next, language)}</td>
      <td className={classes.max}>/ {formatNumber(row.max, language)}</td>
    </tr>
  );
};

interface Props {
  callId: string;
  analysis: Analysis;
  run: Run;
  /** Whether the person may make another run count. */
  mayUse: boolean;
  opened: boolean;
  onClose: () => void;
}

/** The call's latest run beside what counts, criterion by criterion, and the way to make it count. */
export const NewRunDialog = ({ callId, analysis, run, mayUse, opened, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const adopt = useMutation({
    mutationFn: () => request('scores.adopt', { callId, runId: run.id }),
    onSuccess: (score) => {
      onClose();
      putScore(client, callId, score);
    },
  });
  const close = (): void => {
    adopt.reset();
    onClose();
  };
  const rows = compared(analysis, run);
  const from = [run.aiModel ?? t(`scoring.judgeName.${run.judge.startsWith('deterministic') ? 'deterministic' : 'other'}`), t('qci.rubric', { version: run.rubricVersion }), formatByAge(run.createdAt, language)];
  return (
    <Modal opened={opened} onClose={close} size={480} title={t('scoring.compare')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <p className={classes.hint}>{shownText(from.join(' · '))}</p>
      <table className={classes.compared}>
        <thead>
          <tr>
            <th scope="col">{t('scoring.criterion')}</th>
            <th scope="col">{t('scoring.countsNow')}</th>
            <th scope="col">{t('scoring.newRun')}</th>
            <th scope="col">{t('qci.max')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('scoring.total')}</th>
            <td>{points(analysis.qciTotalScore, language)}</td>
            <td>{points(run.qciTotalScore, language)}</td>
            <td className={classes.max}>/ {formatNumber(100, language)}</td>
          </tr>
        </tfoot>
      </table>
      {rows.some(({ isDecided }) => isDecided) && <p className={classes.hint}>{t('scoring.staysHint')}</p>}
      {mayUse && isUnsent(run) && <p className={classes.hint}>{t('scoring.useLater')}</p>}
      {adopt.error && <FailureLine>{t(`error.${toAppError(adopt.error).code}`)}</FailureLine>}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={close}>
          {t('common.close')}
        </Button>
        {mayUse && (
          <Button variant="filled" disabled={isUnsent(run)} loading={adopt.isPending} onClick={() => adopt.mutate()}>
            {t('scoring.useRun')}
          </Button>
        )}
      </div>
    </Modal>
  );
};
