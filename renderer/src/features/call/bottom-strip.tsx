import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { outcomeTier } from '../../../../core/calls/outcome-tier.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { inertText } from '../../lib/direction-marks.ts';
import { formatLength, formatLengthExact, formatMoney, formatMoneyExact } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './bottom-strip.module.css';

const NONE = '–';
const SHOWN_ON = { hover: true, focus: true, touch: false };

interface Props {
  call: CallDetail;
  source: 'workspace' | 'cache' | null;
  asOf: string | null;
  /** Opens the prompt version that governed the call; null where none is known. */
  onPrompt: (() => void) | null;
  /** What the judge made of the call is not to be seen yet. */
  isBlind: boolean;
}

const Fact = ({ name, value, title }: { name: string; value: string; title?: string | undefined }): React.JSX.Element => (
  <span className={classes.fact} title={title === undefined ? undefined : inertText(title)}>
    <span className={classes.name}>{name}</span> <span className={classes.value}>{shownText(value)}</span>
  </span>
);

const Summary = ({ text }: { text: string | null }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Tooltip label={shownText(text ?? '')} disabled={text === null} multiline maw={560} position="top-start" events={SHOWN_ON}>
      <span className={classes.summary} tabIndex={text === null ? -1 : 0}>
        <span className={classes.name}>{t('strip.summary')}</span> <span dir="auto">{shownText(text ?? NONE)}</span>
      </span>
    </Tooltip>
  );
};

const Achieved = ({ tierText }: { tierText: string | null }): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (tierText === null) return null;
  const tier = outcomeTier(tierText);
  return <Fact name={t('strip.outcome')} value={tier ? t(`tier.${tier}`) : tierText} title={tierText} />;
};

const Ended = ({ call }: { call: CallDetail }): React.JSX.Element => {
  const { t } = useTranslation();
  const reason = call.endedReason as 'voicemail';
  const inWords = call.outcomeBucket === null ? (call.endedReason ?? NONE) : t(`bucket.${call.outcomeBucket}`);
  const value = t(`ended.${reason}`, inWords);
  return <Fact name={t('strip.ended')} value={value} title={call.endedReason ?? NONE} />;
};

const PromptFact = ({ version, onPrompt }: { version: number | null; onPrompt: (() => void) | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const keycap = useKeycap('prompt.open');
  if (version === null || onPrompt === null) return <Fact name={t('strip.prompt')} value={version === null ? NONE : `v${version}`} />;
  return (
    <KeyTooltip label={t('command.prompt_open')} keycap={keycap}>
      <button type="button" className={classes.open} data-testid="open-prompt" onClick={onPrompt}>
        <span className={classes.name}>{t('strip.prompt')}</span> <span className={classes.value}>{t('prompts.versionOf', { version })}</span>
      </button>
    </KeyTooltip>
  );
};

const RecordingFact = ({ state }: { state: CallDetail['recordingState'] }): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (state === 'remote') return null;
  return (
    <span className={classes.fact} data-warn={state !== 'none' || undefined}>
      {t(`recording.state.${state}`)}
    </span>
  );
};

const ReadFact = ({ source, asOf }: Pick<Props, 'source' | 'asOf'>): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (asOf === null) return null;
  const fromCache = source === 'cache';
  return (
    <span className={classes.fact} data-warn={fromCache || undefined} title={formatExact(asOf, language)}>
      {t(fromCache ? 'strip.fromCache' : 'strip.read', { time: formatByAge(asOf, language) })}
    </span>
  );
};

/** The call in one line: what it was about, how it ended, what it took. */
export const BottomStrip = ({ call, source, asOf, isBlind, onPrompt }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <footer className={classes.root}>
      <div className={classes.facts}>
        <Summary text={isBlind ? t('queues.hidden') : call.summary} />
        <Achieved tierText={isBlind ? null : (call.analysis?.outcomeTier ?? null)} />
        <Fact
          name={t('strip.length')}
          value={formatLength(call.durationSeconds)}
          title={formatLengthExact(call.durationSeconds, language)}
        />
        <Fact name={t('strip.cost')} value={formatMoney(call.cost, language)} title={formatMoneyExact(call.cost, language)} />
        <PromptFact version={call.promptVersion} onPrompt={onPrompt} />
        <Ended call={call} />
        <RecordingFact state={call.recordingState} />
        <ReadFact source={source} asOf={asOf} />
      </div>
    </footer>
  );
};
