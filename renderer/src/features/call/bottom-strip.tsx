import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { outcomeTier } from '../../../../core/calls/outcome-tier.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatLength, formatMoney } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import classes from './bottom-strip.module.css';

const NONE = '–';

interface Props {
  call: CallDetail;
  source: 'workspace' | 'cache' | null;
  asOf: string | null;
}

const Fact = ({ name, value, title }: { name: string; value: string; title?: string }): React.JSX.Element => (
  <span className={classes.fact} title={title}>
    <span className={classes.name}>{name}</span> <span className={classes.value}>{value}</span>
  </span>
);

/** The call in one line: what it was about, how it ended, what it took. */
export const BottomStrip = ({ call, source, asOf }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const tierText = call.analysis?.outcomeTier ?? null;
  const tier = outcomeTier(tierText);
  const ended = call.outcomeBucket === null ? (call.endedReason ?? NONE) : t(`bucket.${call.outcomeBucket}`);
  return (
    <footer className={classes.root}>
      <Tooltip label={call.summary ?? ''} disabled={call.summary === null} multiline maw={560} position="top-start">
        <span className={classes.summary} tabIndex={call.summary === null ? -1 : 0}>
          <span className={classes.name}>{t('strip.summary')}</span> <span dir="auto">{call.summary ?? NONE}</span>
        </span>
      </Tooltip>
      {tierText !== null && <Fact name={t('strip.outcome')} value={tier ? t(`tier.${tier}`) : tierText} />}
      <Fact name={t('strip.length')} value={formatLength(call.durationSeconds)} />
      <Fact name={t('strip.cost')} value={formatMoney(call.cost, language)} />
      <Fact name={t('strip.prompt')} value={call.promptVersion === null ? NONE : `v${call.promptVersion}`} />
      <Fact name={t('strip.ended')} value={ended} title={call.endedReason ?? NONE} />
      {call.recordingState !== 'remote' && (
        <span className={classes.fact} data-warn={call.recordingState !== 'none' || undefined}>
          {t(`recording.state.${call.recordingState}`)}
        </span>
      )}
      {asOf !== null && (
        <span className={classes.fact} data-warn={source === 'cache' || undefined}>
          {t(source === 'cache' ? 'strip.fromCache' : 'strip.read', { time: formatByAge(asOf, language) })}
        </span>
      )}
    </footer>
  );
};
