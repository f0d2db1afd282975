import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconCode, IconCopy, IconDots, IconHistory, IconLink } from '@tabler/icons-react';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import type { SkipReason } from '../../../../core/queues/queue.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { request } from '../../bridge/request.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { CommandContext, useCommand, useKeycap } from '../../lib/commands.tsx';
import { inertText } from '../../lib/direction-marks.ts';
import { useToday } from '../../lib/hooks.ts';
import { formatNumber, formatPhoneMasked } from '../../lib/format.ts';
import { ageOf, formatClock, formatDayAndClock, formatExact } from '../../lib/format-time.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { HIDDEN } from '../../ui/hidden-value.tsx';
import { Keycap, KeyTooltip } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './call-header.module.css';
import { HistoryDialog } from './history/history-dialog.tsx';
import { RawDialog } from './raw-dialog.tsx';
import { FlagButton } from './review/flag-button.tsx';
import { SkipMenu } from './review/skip-menu.tsx';

/** The moments that may be named: the judge's are not while its values are hidden. */
const momentsOf = (call: CallDetail | null, hidesScores: boolean): CallDetail['moments'] => (call?.moments ?? []).filter(({ source }) => !hidesScores || source === 'human');

interface Props {
  call: CallDetail | null;
  callId: string;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onCopyLink: () => void;
  /** Whether the judge's values stay hidden until the person has committed to his. */
  isBlind: boolean;
  /** Whether they are hidden on this call, or would be as soon as it is read. */
  hidesScores: boolean;
  /** Null where the queue decides. */
  onBlind: ((isBlind: boolean) => void) | null;
  /** Puts the call at the end of its queue; null where it is in none. */
  onSkip: ((reason: SkipReason) => void) | null;
  /** Which queue the call is of, and who else has it. */
  seat: React.ReactNode;
  /** More of the menu: what can be done with the call's score. */
  scoreItems: React.ReactNode;
  /** Opens the score where it has no column of its own. */
  onShowScore: (() => void) | null;
}

const Step = ({ direction, onStep }: { direction: 'previous' | 'next'; onStep: (() => void) | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const label = t(`call.${direction}`);
  const Icon = direction === 'previous' ? IconChevronLeft : IconChevronRight;
  useCommand(`call.${direction}`, () => onStep?.(), onStep !== null);
  return (
    <KeyTooltip label={label} keycap={useKeycap(`call.${direction}`)}>
      <ActionIcon aria-label={label} disabled={onStep === null} onClick={() => onStep?.()}>
        <Icon size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </KeyTooltip>
  );
};

const Meta = ({ call }: { call: CallDetail }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = ageOf(call.createdAt, new Date(useToday())) === 'today';
  const when = today
    ? t('call.today', { time: formatClock(call.createdAt, language) })
    : formatDayAndClock(call.createdAt, language);
  const type = t(`call.type.${call.callType as 'web'}`, call.callType);
  const who = call.customerName ?? (call.customerNumber === null ? null : formatPhoneMasked(call.customerNumber));
  return (
    <span className={classes.meta} title={inertText([type, who, when].filter((part) => part !== null).join(' · '))}>
      {type}
      {who !== null && <> · {shownText(who)}</>} ·{' '}
      <time dateTime={call.createdAt} title={formatExact(call.createdAt, language)}>
        {when}
      </time>
    </span>
  );
};

const ScoreButton = ({ call, hidesScores, onShowScore }: Pick<Props, 'call' | 'hidesScores'> & { onShowScore: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const total = call?.analysis?.qciTotalScore ?? null;
  const band = (hidesScores ? null : call?.analysis?.status) ?? 'none';
  const score = hidesScores ? HIDDEN : total === null ? '–' : formatNumber(total, language);
  return (
    <Button
      aria-label={`${t('qci.open')}: ${hidesScores ? t('queues.hidden') : `${score}, ${t(`band.${band}`)}`}`}
      leftSection={<BandGlyph band={band} />}
      disabled={call === null}
      onClick={onShowScore}
    >
      {t('column.qci')} {score}
    </Button>
  );
};

/** Blind-first, skip, flag, and the one filled button: on to the next call. */
const ReviewActions = ({ callId, isScored, isBlind, onBlind, onSkip }: Pick<Props, 'callId' | 'isBlind' | 'onBlind' | 'onSkip'> & { isScored: boolean }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const key = useKeycap('review.complete');
  const registry = use(CommandContext);
  if (hindranceToAdd(useAsker()) !== null) return null;
  return (
    <>
      {isScored && <Switch classNames={{ root: classes.blind ?? '', trackLabel: classes.noTrackLabel ?? '' }} size="xs" label={t('review.blind')} checked={isBlind} disabled={onBlind === null} onChange={(event) => onBlind?.(event.currentTarget.checked)} />}
      {onSkip && <SkipMenu onSkip={onSkip} />}
      <FlagButton callId={callId} />
      <Button variant="filled" disabled={!isScored} rightSection={key !== undefined && <Keycap onAccent>{key}</Keycap>} onClick={() => registry.run('review.complete')}>
        {t('review.complete')}
      </Button>
    </>
  );
};

/** Names the call and moves to its neighbours; what is rarely needed stands behind the dots. */
export const CallHeader = ({ call, callId, onPrevious, onNext, onCopyLink, isBlind, hidesScores, onBlind, onSkip, seat, scoreItems, onShowScore }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'raw' | 'history' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <header className={classes.root}>
      <Step direction="previous" onStep={onPrevious} />
      <Step direction="next" onStep={onNext} />
      <h1 className={classes.title} dir="auto" title={call?.assistantName == null ? undefined : inertText(call.assistantName)}>
        {call ? shownText(call.assistantName ?? t('call.noAgent')) : t('call.loading')}
      </h1>
      {call && <Meta call={call} />}
      <div className={classes.space} />
      {seat}
      {call && <ReviewActions callId={callId} isScored={call.analysis !== null} isBlind={isBlind} onBlind={onBlind} onSkip={onSkip} />}
      {onShowScore && <ScoreButton call={call} hidesScores={hidesScores} onShowScore={onShowScore} />}
      <Menu position="bottom-end" width={232}>
        <Menu.Target>
          <ActionIcon aria-label={t('call.more')}>
            <IconDots size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {scoreItems}
          <Menu.Item leftSection={<IconHistory size={16} stroke={1.6} aria-hidden="true" />} onClick={() => setDialog('history')}>
            {t('history.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCode size={16} stroke={1.6} aria-hidden="true" />} onClick={() => setDialog('raw')}>
            {t('raw.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} stroke={1.6} aria-hidden="true" />} onClick={onCopyLink}>
            {t('link.copy')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => void request('app.copyText', { text: call?.vapiCallId ?? callId })}
          >
            {t('call.copyId')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <HistoryDialog callId={callId} moments={momentsOf(call, hidesScores)} hidesScores={hidesScores} opened={dialog === 'history'} onClose={close} />
      <RawDialog callId={callId} opened={dialog === 'raw'} onClose={close} />
    </header>
  );
};
