import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatMoney, formatMoneyExact, formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { outcomes } from './batches.ts';
import { etaWords } from './eta-words.ts';
import classes from './scoring.module.css';

/** Why a batch stands still, what it came to, or how long the rest lasts. */
const useStanding = ({ state, secondsLeft, concurrency }: Batch): string | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (state !== 'running') return state === 'paused' ? null : t(`scoring.state.${state}`);
  const eta = secondsLeft === null ? null : t('scoring.left', { time: etaWords(t, secondsLeft) });
  const atOnce = concurrency === null || concurrency < 2 ? null : t('scoring.est.atOnce', { count: concurrency, n: formatNumber(concurrency, language) });
  return [eta, atOnce].filter((part) => part !== null).join(' · ') || t('scoring.state.running');
};

/** How far a batch is. */
export const BatchProgress = ({ batch }: { batch: Batch }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, state, total, counts } = batch;
  const done = outcomes(batch);
  const standing = useStanding(batch);
  const n = (value: number): string => formatNumber(value, language);
  const waiting = counts.answered > 0 && state !== 'running' ? t('scoring.toSend', { count: counts.answered, n: n(counts.answered) }) : null;
  return (
    <>
      {state !== 'done' && <Progress value={total > 0 ? (done / total) * 100 : 0} size={6} radius="xs" aria-label={inertText(name)} />}
      <p className={classes.line}>{[t('scoring.of', { count: total, done: n(done), n: n(total) }), standing, waiting].filter((part) => part !== null).join(' · ')}</p>
      {state === 'paused' && <p className={batch.why === 'person' ? classes.line : classes.warn}>{t(`scoring.stop.${batch.why ?? 'person'}`)}</p>}
    </>
  );
};

/** By whom a batch is scored and what it has cost. */
export const BatchCost = ({ batch }: { batch: Batch }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { judge, rubricVersion, cost, mayCost, budget, lostInFlight } = batch;
  const isModel = judge.kind === 'model';
  const money = (value: number): string => formatMoney(value, language);
  const parts = [
    judge.model ?? t('scoring.judgeName.deterministic'),
    t('qci.rubric', { version: rubricVersion }),
    isModel ? (cost === null ? t('scoring.costUnknown') : t('scoring.cost', { value: money(cost) })) : null,
    isModel && mayCost > 0 ? t('scoring.mayCost', { value: money(mayCost) }) : null,
    budget === null ? null : t('scoring.ofBudget', { value: money(budget) }),
    lostInFlight > 0 ? t('scoring.lost', { count: lostInFlight, n: formatNumber(lostInFlight, language) }) : null,
  ];
  return (
    <p className={classes.fine} title={isModel ? formatMoneyExact(cost, language) : undefined}>
      {shownText(parts.filter((part) => part !== null).join(' · '))}
    </p>
  );
};
