import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_BATCH_CALLS } from '../../../../core/store/batch-payloads.ts';
import { toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatDayAndClock } from '../../lib/format-time.ts';
import { useSettled } from '../../lib/hooks.ts';
import type { JudgeKind } from './call-work.ts';
import { EstimateList, useEstimate } from './estimate-list.tsx';
import { FailureLine } from './failure-line.tsx';
import { failureOf, startWords } from './failure-words.ts';
import { readNumber } from './read-number.ts';
import { firstMost, toBatchSource, type ScoreSource } from './score-source.ts';
import classes from './scoring.module.css';
import { useBatches } from './use-batches.ts';
import { canAsk, judgeQuery } from './use-judge.ts';

const MOST_BUDGET = 100_000;

/** What is typed into the dialog, and what it means; null where it means nothing. */
const useOrder = (source: ScoreSource) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const first = firstMost(source);
  const [name, setName] = useState(() => t('scoring.firstName', { when: formatDayAndClock(new Date().toISOString(), language) }));
  const [mostText, setMostText] = useState(String(first));
  const [judge, setJudge] = useState<JudgeKind>('deterministic');
  const [budgetText, setBudgetText] = useState('');
  const most = readNumber(mostText, 1, MOST_BATCH_CALLS, true);
  const budget = budgetText.trim() === '' ? null : (readNumber(budgetText, 0.01, MOST_BUDGET) ?? ('wrong' as const));
  return { first, name, setName, mostText, setMostText, most, judge, setJudge, budgetText, setBudgetText, budget };
};

type Order = ReturnType<typeof useOrder>;

const JudgeChoice = ({ order, onSettings }: { order: Order; onSettings: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const label = useId();
  const { data } = useQuery(judgeQuery);
  const isReady = data !== undefined && canAsk(data);
  return (
    <div>
      <div className={classes.label} id={label}>
        {t('scoring.judge')}
      </div>
      <SegmentedControl
        aria-labelledby={label}
        value={order.judge}
        onChange={(value) => order.setJudge(value === 'model' ? 'model' : 'deterministic')}
        data={[
          { value: 'deterministic', label: t('scoring.judgeName.deterministic') },
          { value: 'model', label: isReady ? inertText(data.model) : t('scoring.model'), disabled: !isReady },
        ]}
      />
      <p className={classes.hint}>
        {order.judge === 'model' ? t('scoring.modelHint') : t('scoring.countedHint')}{' '}
        {data !== undefined && !isReady && t('scoring.noKey')}{' '}
        {data !== undefined && (
          <Button size="compact-xs" variant="subtle" onClick={onSettings}>
            {t('scoring.settings.open')}
          </Button>
        )}
      </p>
    </div>
  );
};

const Fields = ({ order, source, onSettings, hasPrice }: { order: Order; source: ScoreSource; onSettings: () => void; hasPrice: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <TextInput
        label={t('scoring.name')}
        value={order.name}
        maxLength={120}
        dir="auto"
        data-autofocus
        error={order.name.trim() === '' && t('checkouts.noName')}
        onChange={(event) => order.setName(event.currentTarget.value)}
      />
      {source.from !== 'calls' && (
        <TextInput
          label={t('checkouts.most')}
          classNames={{ description: classes.description }}
          description={source.capped || source.count === null || order.first === MOST_BATCH_CALLS ? t('checkouts.newestFirst') : undefined}
          inputMode="numeric"
          value={order.mostText}
          error={order.most === null && t('checkouts.wrongMost', { max: formatNumber(MOST_BATCH_CALLS, language) })}
          onChange={(event) => order.setMostText(event.currentTarget.value)}
        />
      )}
      <JudgeChoice order={order} onSettings={onSettings} />
      {order.judge === 'model' && (
        <TextInput
          label={t('scoring.budget')}
          classNames={{ description: classes.description }}
          description={hasPrice ? t('scoring.budgetHint') : t('scoring.noPrice')}
          inputMode="decimal"
          disabled={!hasPrice}
          value={order.budgetText}
          error={order.budget === 'wrong' && t('scoring.wrongBudget', { max: formatNumber(MOST_BUDGET, language) })}
          onChange={(event) => order.setBudgetText(event.currentTarget.value)}
        />
      )}
    </>
  );
};

interface FormProps {
  source: ScoreSource;
  onStarted: () => void;
  onSettings: () => void;
  onClose: () => void;
}

const Form = ({ source, onStarted, onSettings, onClose }: FormProps): React.JSX.Element => {
  const { t } = useTranslation();
  // One id for this form: pressing twice, or again after an answer was lost, starts one batch.
  const [batchId] = useState(() => crypto.randomUUID());
  const order = useOrder(source);
  const { name, most, judge, budget } = order;
  const settled = useSettled(most ?? order.first, 250);
  const estimate = useEstimate(toBatchSource(source, settled), judge);
  const { change } = useBatches();
  const failure = change.error ? toAppError(change.error) : null;
  const hasPrice = estimate.data?.cost != null;
  const cap = budget === 'wrong' || !hasPrice || judge !== 'model' ? null : budget;
  const isReady = name.trim() !== '' && most !== null && budget !== 'wrong' && (estimate.data?.calls ?? 0) > 0;
  const start = (): void => {
    if (!isReady || change.isPending) return;
    const asked = { batchId, name: name.trim(), source: toBatchSource(source, most), judge, budget: cap };
    change.mutate({ route: 'scoring.start', input: asked }, { onSuccess: onStarted });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Fields order={order} source={source} onSettings={onSettings} hasPrice={hasPrice || estimate.data === undefined} />
      <EstimateList estimate={estimate} judge={judge} />
      {failure && <FailureLine>{startWords(t, failureOf(failure))}</FailureLine>}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!isReady} loading={change.isPending}>
          {t('scoring.start')}
        </Button>
      </div>
    </form>
  );
};

interface Props {
  source: ScoreSource | null;
  /** The batch is in the store. */
  onStarted: () => void;
  /** Opens the judge's settings. */
  onSettings: () => void;
  onClose: () => void;
}

/** Asks how calls are scored, and says before what that will take. */
export const ScoreDialog = ({ source, onStarted, onSettings, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const titleOf = (): string => {
    if (source?.from === 'filter') return t('scoring.titleFilter');
    if (source?.from === 'outdated') return t('scoring.titleOutdated');
    const count = source?.callIds.length ?? 0;
    return t('scoring.title', { count, n: formatNumber(count, language) });
  };
  return (
    <Modal opened={source !== null} onClose={onClose} size={480} title={titleOf()} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {source && <Form source={source} onStarted={onStarted} onSettings={onSettings} onClose={onClose} />}
    </Modal>
  );
};
