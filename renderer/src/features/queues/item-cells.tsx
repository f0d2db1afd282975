import { IconCircle, IconCircleCheck, IconLock, IconPlayerSkipForward } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { Queue, QueueItem } from '../../../../core/queues/queue.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatLength, formatNumber, formatPhoneTail, type Language } from '../../lib/format.ts';
import { formatByAge, formatClock, formatExact } from '../../lib/format-time.ts';
import { hiddenValue } from '../../ui/hidden-value.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import type { ItemColumn } from './item-columns.ts';
import classes from './item-cells.module.css';

/** What the cells are written with; the same for every row. */
export interface ItemWords {
  readonly t: TFunction;
  readonly language: Language;
  readonly ownId: string | null;
  readonly queue: Pick<Queue, 'kind' | 'blind'>;
  /** Whether the judge's values are hidden from the reader until he has given his own. */
  readonly isBlind: boolean;
}

type Cell = (item: QueueItem, words: ItemWords) => React.ReactNode;
type DataColumn = Exclude<ItemColumn, 'select'>;

const NONE = '–';
const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
const GLYPHS = { open: IconCircle, taken: IconLock, skipped: IconPlayerSkipForward, done: IconCircleCheck } as const;

const clip = (text: string, className = classes.clip): React.JSX.Element => (
  <span className={className} dir="auto" title={inertText(text)}>
    {shownText(text)}
  </span>
);

const nameOf = (id: string | null, name: string | null, { t, ownId }: ItemWords): string => (id !== null && id === ownId ? t('calls.you') : (name ?? NONE));

/** The state of a call in words, with whoever it is due to. */
export const stateWords = (item: QueueItem, words: ItemWords): string => {
  const { t, language, queue } = words;
  if (item.state === 'done' && item.doneAt !== null) {
    const time = formatByAge(item.doneAt, language);
    return item.doneBy === words.ownId ? t('queues.item.doneByYou', { time }) : t('queues.item.done', { name: item.doneByName ?? NONE, time });
  }
  if (item.state === 'taken' && item.takenUntil !== null) {
    const time = formatClock(item.takenUntil, language);
    return item.takenBy === words.ownId ? t('queues.item.takenByYou', { time }) : t('queues.item.taken', { name: item.takenByName ?? NONE, time });
  }
  if (item.state === 'skipped' && item.skipReason !== null) return t('queues.item.skipped', { reason: t(`queues.reason.${item.skipReason}`) });
  return queue.kind === 'calibration' && item.reviews > 0 ? t('queues.item.reviews', { count: item.reviews, n: formatNumber(item.reviews, language) }) : t('queues.item.open');
};

const stateCell: Cell = (item, words) => {
  const Icon = GLYPHS[item.state];
  const said = stateWords(item, words);
  const hint = [said, item.state === 'skipped' ? item.skippedByName : null, item.state === 'skipped' ? item.skipNote : null].filter((part) => part !== null).join(' · ');
  return (
    <span className={classes.state} data-state={item.state} title={inertText(hint)}>
      <Icon {...icon} />
      <span className={classes.clip}>{shownText(said)}</span>
    </span>
  );
};

const scoreCell: Cell = ({ score, band, state, doneBy }, { t, language, queue, isBlind, ownId }) => {
  const isOpen = !isBlind || (state === 'done' && doneBy !== null && doneBy === ownId);
  if (score !== null && isOpen) return <span title={band === null ? undefined : t(`band.${band}`)}>{formatNumber(score, language)}</span>;
  if (score === null && !queue.blind) return <span className={classes.second}>{NONE}</span>;
  return hiddenValue(t, classes.second);
};

const CELLS: Record<DataColumn, Cell> = {
  place: ({ place }, { language }) => <span className={classes.second}>{formatNumber(place, language)}</span>,
  when: ({ createdAt }, { language }) => (
    <time dateTime={createdAt} className={classes.second} title={formatExact(createdAt, language)}>
      {formatByAge(createdAt, language)}
    </time>
  ),
  agent: ({ assistantName }, { t }) => clip(assistantName ?? t('call.noAgent')),
  customer: ({ customerNumber }) => <span className={classes.second}>{formatPhoneTail(customerNumber)}</span>,
  what: ({ summary }, { t }) => clip(summary ?? t('calls.noSummary'), summary === null ? classes.second : classes.clip),
  length: ({ durationSeconds }) => <span className={classes.second}>{formatLength(durationSeconds)}</span>,
  score: scoreCell,
  state: stateCell,
  assignee: (item, words) => (item.assignedTo === null ? <span className={classes.second}>{words.t('queues.anybody')}</span> : clip(nameOf(item.assignedTo, item.assignedToName, words))),
};

/** The content of one cell of a queue. */
export const itemCell = (column: DataColumn, item: QueueItem, words: ItemWords): React.ReactNode => CELLS[column](item, words);
