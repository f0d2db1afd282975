import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { itemWords } from './failure-words.ts';
import { compared, newRun } from './new-run.ts';
import { NewRunDialog } from './new-run-dialog.tsx';
import classes from './scoring.module.css';
import { useCallScoring } from './use-call-scoring.ts';
import { WorkLine } from './work-line.tsx';

const NewRun = ({ call, mayUse }: { call: CallDetail; mayUse: boolean }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const run = newRun(call);
  if (!run || !call.analysis) return null;
  if (run.unscorable !== null) return <p className={classes.newRun}>{t('scoring.newRunUnscorable', { why: itemWords(t, run.unscorable) })}</p>;
  const count = compared(call.analysis, run).filter(({ differs }) => differs).length;
  return (
    <div className={classes.newRun} data-testid="new-run">
      <span role="status">{count === 0 ? t('scoring.sameScore') : t('scoring.differs', { count })}</span>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpened(true)}>
        {t('scoring.show')}
      </Button>
      <NewRunDialog callId={call.id} analysis={call.analysis} run={run} mayUse={mayUse} opened={opened} onClose={() => setOpened(false)} />
    </div>
  );
};

/** Under the total of a call that has a score: another scoring while it runs, and, for who is not blind to judges, a run that does not count yet. */
export const ScoredAgain = ({ call, isBlind }: { call: CallDetail; isBlind: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const mayScore = hindranceToAdd(useAsker()) === null;
  const scoring = useCallScoring(call);
  const { work } = scoring;
  const isKnown = work?.isOver === true && work.runBefore !== null && work.runBefore === (call.runs[0]?.runKey ?? null);
  return (
    <>
      {mayScore && <WorkLine scoring={scoring} />}
      {isKnown && (
        <p className={classes.newRun} role="status">
          {t('scoring.known')}
        </p>
      )}
      {!scoring.isBusy && !isBlind && <NewRun call={call} mayUse={mayScore} />}
    </>
  );
};
