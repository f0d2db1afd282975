import { Tooltip } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconCloud, IconCloudOff, IconLock, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { outcomeTier } from '../../../../core/calls/outcome-tier.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatLength, formatLengthExact, formatMoney, formatMoneyExact, formatNumber, formatPhoneTail } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { FourBars } from '../../ui/four-bars.tsx';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { Highlighted, parseSnippet } from '../../ui/highlighted.tsx';
import classes from './call-cells.module.css';
import type { ColumnId } from './columns.ts';
import { DIMENSIONS, dimensionScores } from './labels.ts';

const NONE = '–';
const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;

interface CellProps {
  row: CallRow;
  audioWord: boolean;
  /** Who is signed in: their own reviews read "You". */
  ownId: string | null;
}

type Cell = (props: CellProps) => React.ReactNode;

const TimeCell: Cell = ({ row }) => {
  const language = useLanguage();
  return (
    <time dateTime={row.createdAt} title={formatExact(row.createdAt, language)} className={classes.time}>
      {formatByAge(row.createdAt, language)}
    </time>
  );
};

const DIRECTIONS = { inbound: IconArrowDownLeft, outbound: IconArrowUpRight, web: IconWorld } as const;

const AgentCell: Cell = ({ row }) => {
  const { t } = useTranslation();
  const Icon = DIRECTIONS[row.callType];
  return (
    <span className={classes.withIcon}>
      <Icon {...icon} className={classes.mutedIcon} />
      <span className="st-visually-hidden">{t(`call.type.${row.callType}`)}</span>
      <span className={classes.clip} dir="auto" title={row.assistantName ?? undefined}>
        {row.assistantName ?? t('call.noAgent')}
      </span>
    </span>
  );
};

const WhatCell: Cell = ({ row }) => {
  const { t } = useTranslation();
  if (row.snippet !== null) {
    const { text, ranges } = parseSnippet(row.snippet);
    return (
      <span className={classes.clip} dir="auto" title={text}>
        <Highlighted text={text} ranges={ranges} />
      </span>
    );
  }
  return (
    <span className={row.summary === null ? classes.clipMuted : classes.clip} dir="auto" title={row.summary ?? undefined}>
      {row.summary ?? t(row.hasTranscript ? 'calls.noSummary' : 'calls.noWords')}
    </span>
  );
};

const OutcomeCell: Cell = ({ row }) => {
  const { t } = useTranslation();
  const tier = outcomeTier(row.outcomeTier);
  const words = tier
    ? t(`tier.${tier}`)
    : (row.outcomeTier ?? (row.outcomeBucket === null ? NONE : t(`bucket.${row.outcomeBucket}`)));
  return (
    <Tooltip label={t('calls.endedReason', { reason: row.endedReason ?? NONE })}>
      <span className={tier ? classes.clipSecond : classes.clipMuted}>{words}</span>
    </Tooltip>
  );
};

const QciCell: Cell = ({ row }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const band = row.qciStatus ?? 'none';
  const scored = row.qciTotalScore !== null;
  const scores = dimensionScores(row);
  const profile = DIMENSIONS.map((one, index) =>
    t('qci.ofMax', { name: t(`qci.${one.id}`), value: scores[index] ?? NONE, max: one.max }),
  ).join(', ');
  return (
    <span className={classes.qci}>
      <span className={scored ? classes.total : classes.noTotal}>
        {row.qciTotalScore === null ? NONE : formatNumber(row.qciTotalScore, language)}
      </span>
      {scored ? (
        <FourBars shares={DIMENSIONS.map((one, i) => (scores[i] == null ? null : scores[i] / one.max))} label={profile} />
      ) : (
        <span className={classes.noBars} />
      )}
      <span className={classes[band]}>
        <BandGlyph band={band} />
        {t(`band.${band}`)}
      </span>
    </span>
  );
};

const AudioCell: Cell = ({ row, audioWord }) => {
  const { t } = useTranslation();
  if (row.recordingState === 'none') return <span className={classes.muted}>{NONE}</span>;
  const words = t(`recording.state.${row.recordingState}`);
  const Icon = { remote: IconCloud, expired: IconCloudOff, denied: IconLock }[row.recordingState];
  return (
    <Tooltip label={words}>
      <span className={classes.withIcon}>
        <Icon {...icon} className={classes.mutedIcon} />
        <span className={audioWord && row.recordingState !== 'remote' ? classes.audioWord : 'st-visually-hidden'}>
          {t(`recording.short.${row.recordingState}`)}
        </span>
      </span>
    </Tooltip>
  );
};

const ReviewerCell: Cell = ({ row, ownId }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (row.reviewedAt === null) return <span className={classes.muted}>{NONE}</span>;
  const isOwn = row.reviewedBy !== null && row.reviewedBy === ownId;
  const name = row.reviewedByName ?? NONE;
  return (
    <span className={classes.clipSecond} title={`${name}, ${formatExact(row.reviewedAt, language)}`}>
      {isOwn ? t('calls.you') : name}
    </span>
  );
};

const CostCell: Cell = ({ row }) => {
  const language = useLanguage();
  return (
    <span className={classes.second} title={formatMoneyExact(row.cost, language)}>
      {formatMoney(row.cost, language)}
    </span>
  );
};

const LengthCell: Cell = ({ row }) => (
  <span className={classes.second} title={formatLengthExact(row.durationSeconds, useLanguage())}>
    {formatLength(row.durationSeconds)}
  </span>
);

const CELLS: Record<ColumnId, Cell> = {
  time: TimeCell,
  agent: AgentCell,
  customer: ({ row }) => <span className={classes.second}>{formatPhoneTail(row.customerNumber)}</span>,
  what: WhatCell,
  outcome: OutcomeCell,
  length: LengthCell,
  qci: QciCell,
  reviewer: ReviewerCell,
  version: ({ row }) => <span className={classes.second}>{row.promptVersion === null ? NONE : `v${row.promptVersion}`}</span>,
  cost: CostCell,
  audio: AudioCell,
};

/** The content of one cell of the list. */
export const CallCell = ({ column, ...props }: CellProps & { column: ColumnId }): React.JSX.Element => {
  const Content = CELLS[column];
  return <Content {...props} />;
};
