import { useTranslation } from 'react-i18next';
import { talkTime } from '../../../../core/transcript/talk-time.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatPercent, formatSpan } from '../../lib/format.ts';
import { FindField } from './find-field.tsx';
import { percentile95, type TranscriptModel } from './model.ts';
import classes from './transcript-head.module.css';
import type { Find } from './use-find.ts';

interface Props {
  turns: readonly Turn[];
  model: TranscriptModel;
  find: Find;
}

/** Over the turns: find, and the two numbers that tell how the talk went. */
export const TranscriptHead = ({ turns, model, find }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { agent, customer } = talkTime(turns);
  const total = (agent ?? 0) + (customer ?? 0);
  const p95 = percentile95(model.latencies);
  return (
    <div className={classes.root}>
      <FindField find={find} />
      <div className={classes.space} />
      <div className={classes.facts}>
        {agent !== null && customer !== null && total > 0 && (
          <span className={classes.fact}>
            {t('transcript.talk')}{' '}
            <strong className={classes.agent}>
              {t('speaker.agentLetter')} {formatPercent(agent / total, language)}
            </strong>{' '}
            ·{' '}
            <strong className={classes.customer}>
              {t('speaker.customerLetter')} {formatPercent(1 - agent / total, language)}
            </strong>
          </span>
        )}
        {p95 !== null && (
          <span className={classes.fact}>
            {t('transcript.latency')} <strong>{formatSpan(Math.max(100, p95), language)}</strong>
          </span>
        )}
      </div>
    </div>
  );
};
