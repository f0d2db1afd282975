import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BatchEstimate } from '../../../../core/contract/routes/scoring.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatMoney, formatMoneyExact, formatNumber } from '../../lib/format.ts';
import type { JudgeKind } from './call-work.ts';
import { etaWords } from './eta-words.ts';
import { FailureLine } from './failure-line.tsx';
import type { toBatchSource } from './score-source.ts';
import classes from './scoring.module.css';

/** What a batch would take; asked anew with every other source and judge. */
export const useEstimate = (source: ReturnType<typeof toBatchSource>, judge: JudgeKind) =>
  useQuery({ queryKey: ['scoring', 'estimate', source, judge], queryFn: () => request('scoring.estimate', { source, judge }), placeholderData: keepPreviousData, staleTime: 0, gcTime: 0 });

const Pair = ({ name, children, title }: { name: string; children: React.ReactNode; title?: string | undefined }): React.JSX.Element => (
  <div className={classes.pair}>
    <dt>{name}</dt>
    <dd title={title}>{children}</dd>
  </div>
);

const Figures = ({ data, judge }: { data: BatchEstimate; judge: JudgeKind }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const n = (value: number): string => formatNumber(value, language);
  return (
    <dl className={classes.figures} data-testid="score-estimate">
      <Pair name={t('scoring.est.calls')}>
        {n(data.calls)}
        {data.withoutTranscript > 0 && ` · ${t('scoring.est.without', { count: data.withoutTranscript, n: n(data.withoutTranscript) })}`}
      </Pair>
      {judge === 'model' && (
        <Pair name={t('scoring.est.tokens')}>{t('scoring.est.tokensText', { in: n(data.promptTokens), out: n(data.completionTokens) })}</Pair>
      )}
      <Pair name={t('scoring.est.cost')} title={formatMoneyExact(data.cost, language)}>
        {judge === 'deterministic' ? t('scoring.est.free') : data.cost === null ? t('scoring.est.noPrice') : t('scoring.est.about', { value: formatMoney(data.cost, language) })}
      </Pair>
      <Pair name={t('scoring.est.time')}>
        {etaWords(t, data.seconds)}
        {judge === 'model' && ` · ${t('scoring.est.atOnce', { count: data.concurrency, n: n(data.concurrency) })}`}
      </Pair>
    </dl>
  );
};

/** What scoring these calls would take: calls, tokens, money, time. */
export const EstimateList = ({ estimate, judge }: { estimate: ReturnType<typeof useEstimate>; judge: JudgeKind }): React.JSX.Element => {
  const { t } = useTranslation();
  const { data, error, refetch, isPlaceholderData } = estimate;
  if (error) {
    return (
      <FailureLine>
        {t(`error.${toAppError(error).code}`)}
        <Button size="compact-sm" onClick={() => void refetch()}>
          {t('common.again')}
        </Button>
      </FailureLine>
    );
  }
  if (!data || isPlaceholderData) {
    return (
      <p className={classes.estimating} role="status">
        {t('scoring.est.counting')}
      </p>
    );
  }
  return <Figures data={data} judge={judge} />;
};
