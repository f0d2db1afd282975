import { IconArrowDownLeft, IconArrowUpRight, IconCircleCheck, IconCloud, IconCloudOff, IconLock, IconWorld } from '@tabler/icons-react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { DIMENSION_MAX, DIMENSIONS } from '../../../../core/qci/criteria.ts';
import { outcomeTier } from '../../../../core/calls/outcome-tier.ts';
import { formatDuration, formatLength, formatMoney, formatNumber, formatPhoneTail } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { FourBars } from '../../ui/four-bars.tsx';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { hiddenValue } from '../../ui/hidden-value.tsx';
import { Highlighted, parseSnippet } from '../../ui/highlighted.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './call-cells.module.css';
import { NONE, type CellWords } from './cell-words.ts';
import type { ColumnId } from './columns.ts';
import { dimensionScores } from './labels.ts';
import type { Kept } from './use-kept.ts';

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;

/** Plain functions, not components: a list draws hundreds of cells, and none of them keeps anything. */
type Cell = (row: CallRow, words: CellWords, kept: Kept) => React.ReactNode;

const timeCell: Cell = (row, { language }) => (
  <time dateTime={row.createdAt} className={classes.time}>
    {formatByAge(row.createdAt, language)}
  </time>
);

const DIRECTIONS = { inbound: IconArrowDownLeft, outbound: IconArrowUpRight, web: IconWorld } as const;

const agentCell: Cell = (row, { t }) => {
  const Icon = DIRECTIONS[row.callType];
  return (
    <span className={classes.withIcon}>
      <Icon {...icon} className={classes.mutedIcon} />
      <span className="st-visually-hidden">{t(`call.type.${row.callType}`)}</span>
      <span className={classes.clip} dir="auto">
        {shownText(row.assistantName ?? t('call.noAgent'))}
      </span>
    </span>
  );
};

const whatCell: Cell = (row, { t }) => {
  if (row.snippet !== null) {
    const { text, ranges } = parseSnippet(row.snippet);
    return (
      <span className={classes.clip} dir="auto">
        {row.matchStartMs !== null && <span className={classes.when}>{formatDuration(row.matchStartMs / 1000)} </span>}
        <Highlighted text={text} ranges={ranges} />
      </span>
    );
  }
  return (
    <span className={row.summary === null ? classes.clipMuted : classes.clip} dir="auto">
      {shownText(row.summary ?? t(row.hasTranscript ? 'calls.noSummary' : 'calls.noWords'))}
    </span>
  );
};

/** Whether what the judge made of a call is not to be seen yet: by whoever is blind to it and did not review the call last. */
const isHidden = (row: CallRow, { isBlind, ownId }: CellWords): boolean => isBlind && row.qciTotalScore !== null && (row.reviewedBy === null || row.reviewedBy !== ownId);

const outcomeCell: Cell = (row, words) => {
  const { t } = words;
  if (isHidden(row, words)) return hiddenValue(t, classes.clipMuted);
  const tier = outcomeTier(row.outcomeTier);
  const said = tier
    ? t(`tier.${tier}`)
    : (row.outcomeTier ?? (row.outcomeBucket === null ? NONE : t(`bucket.${row.outcomeBucket}`)));
  return <span className={tier ? classes.clipSecond : classes.clipMuted}>{shownText(said)}</span>;
};

const qciCell: Cell = (row, words) => {
  const { t, language } = words;
  if (isHidden(row, words)) return <span className={classes.qci}>{hiddenValue(t, classes.noTotal)}</span>;
  const band = row.qciStatus ?? 'none';
  const scores = dimensionScores(row);
  const profile = (): string =>
    DIMENSIONS.map((one, index) =>
      t('qci.ofMax', { name: t(`qci.${one}`), value: scores[index] ?? NONE, max: DIMENSION_MAX[one] }),
    ).join(', ');
  return (
    <span className={classes.qci}>
      <span className={row.qciTotalScore === null ? classes.noTotal : classes.total}>
        {row.qciTotalScore === null ? NONE : formatNumber(row.qciTotalScore, language)}
      </span>
      {row.qciTotalScore === null ? (
        <span className={classes.noBars} />
      ) : (
        <FourBars shares={DIMENSIONS.map((one, i) => (scores[i] == null ? null : scores[i] / DIMENSION_MAX[one]))} label={profile()} />
      )}
      <span className={classes[band]}>
        <BandGlyph band={band} />
        {t(`band.${band}`)}
      </span>
    </span>
  );
};

const AUDIO_ICONS = { remote: IconCloud, expired: IconCloudOff, denied: IconLock } as const;

const audioCell: Cell = (row, { t, audioWord }, kept) => {
  if (kept === 'audio') {
    return (
      <span className={classes.withIcon}>
        <IconCircleCheck {...icon} className={classes.mutedIcon} />
        <span className="st-visually-hidden">{t('recording.kept')}</span>
      </span>
    );
  }
  if (row.recordingState === 'none') return <span className={classes.muted}>{NONE}</span>;
  const Icon = AUDIO_ICONS[row.recordingState];
  return (
    <span className={classes.withIcon}>
      <Icon {...icon} className={classes.mutedIcon} />
      <span className={audioWord && row.recordingState !== 'remote' ? classes.audioWord : 'st-visually-hidden'}>
        {t(`recording.short.${row.recordingState}`)}
      </span>
    </span>
  );
};

/** By the first of their names; the hint has all of them. */
const reviewerCell: Cell = (row, { t, ownId }) => {
  if (row.reviewedAt === null) return <span className={classes.muted}>{NONE}</span>;
  const isOwn = row.reviewedBy !== null && row.reviewedBy === ownId;
  return <span className={classes.clipSecond}>{shownText(isOwn ? t('calls.you') : (row.reviewedByName?.split(' ', 1)[0] ?? NONE))}</span>;
};

const second = (words: string): React.JSX.Element => <span className={classes.second}>{words}</span>;

/** The box to choose a row by is the row's own. */
export type DataColumn = Exclude<ColumnId, 'select'>;

const CELLS: Record<DataColumn, Cell> = {
  time: timeCell,
  agent: agentCell,
  customer: (row) => second(formatPhoneTail(row.customerNumber)),
  what: whatCell,
  outcome: outcomeCell,
  length: (row) => second(formatLength(row.durationSeconds)),
  qci: qciCell,
  reviewer: reviewerCell,
  version: (row) => second(row.promptVersion === null ? NONE : `v${row.promptVersion}`),
  cost: (row, { language }) => second(formatMoney(row.cost, language)),
  audio: audioCell,
};

/** The content of one cell of the list. */
export const callCell = (column: DataColumn, row: CallRow, words: CellWords, kept: Kept): React.ReactNode => CELLS[column](row, words, kept);
