import { IconMessage, IconUserShare } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ListedMoment } from '../../../../core/contract/routes/moments.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatDuration, formatNumber, type Language } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { hiddenValue } from '../../ui/hidden-value.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { markedBy } from './author-words.ts';
import { KindGlyph, SourceGlyph } from './kind-glyph.tsx';
import { labelWords } from './label-words.ts';
import type { MomentColumn } from './list-columns.ts';
import classes from './list-cells.module.css';

/** What the cells are written with; the same for every row. */
interface MomentWords {
  readonly t: TFunction;
  readonly language: Language;
  readonly ownId: string | null;
  /** Whether the judge's marks are hidden from the reader until he has reviewed their call. */
  readonly isBlind: boolean;
}

type Cell = (row: ListedMoment, words: MomentWords) => React.ReactNode;

const clip = (text: string, className = classes.clip): React.JSX.Element => (
  <span className={className} dir="auto" title={inertText(text)}>
    {shownText(text)}
  </span>
);

/** Whether the judge marked it in a call that whoever is blind to it has yet to review. */
const isHidden = ({ source, call }: ListedMoment, { isBlind }: MomentWords): boolean => isBlind && source === 'ai' && !call.reviewedByMe;

const byCell: Cell = (row, { t, ownId }) => {
  const by = markedBy(row, ownId, t);
  return (
    <span className={classes.withIcon}>
      {clip(by, classes.second)}
      {row.sharedByName !== null && (
        <span className={classes.withIcon} title={inertText(t('moments.sharedBy', { name: row.sharedByName }))}>
          <IconUserShare size={14} stroke={1.75} aria-hidden="true" />
          <span className="st-visually-hidden">{shownText(t('moments.sharedBy', { name: row.sharedByName }))}</span>
        </span>
      )}
    </span>
  );
};

const CELLS: Record<MomentColumn, Cell> = {
  when: (row, { language }) => (
    <time dateTime={row.createdAt} className={classes.second} title={formatExact(row.createdAt, language)}>
      {formatByAge(row.createdAt, language)}
    </time>
  ),
  call: ({ call }, { t, language }) => (
    <span className={classes.withIcon}>
      {clip(call.assistantName ?? t('call.noAgent'))}
      <time dateTime={call.createdAt} className={classes.second} title={formatExact(call.createdAt, language)}>
        {formatByAge(call.createdAt, language)}
      </time>
    </span>
  ),
  at: (row) => <span className={classes.second}>{formatDuration(row.startMs / 1000)}</span>,
  kind: (row, words) =>
    isHidden(row, words) ? (
      hiddenValue(words.t, classes.second)
    ) : (
      <span className={classes.withIcon}>
        <KindGlyph kind={row.kind} />
        <span className={classes.second}>{words.t(`moment.kind.${row.kind}`)}</span>
      </span>
    ),
  label: (row, words) => (
    <span className={classes.withIcon}>
      <SourceGlyph source={row.source} kind={isHidden(row, words) ? 'other' : row.kind} />
      <span className="st-visually-hidden">{words.t(`moments.source.${row.source}`)}</span>
      {isHidden(row, words) ? hiddenValue(words.t, classes.second) : clip(labelWords(row, words.t))}
    </span>
  ),
  note: (row, words) => (row.note === null || isHidden(row, words) ? null : clip(row.note, classes.second)),
  by: byCell,
  comments: (row, { t, language }) => {
    if (row.comments.length === 0) return null;
    const n = formatNumber(row.comments.length, language);
    return (
      <span className={classes.withIcon}>
        <IconMessage size={14} stroke={1.75} aria-hidden="true" />
        <span aria-hidden="true">{n}</span>
        <span className="st-visually-hidden">{t('moment.comments', { count: row.comments.length, n })}</span>
      </span>
    );
  },
};

/** The content of one cell of the list of moments. */
export const momentCell = (column: MomentColumn, row: ListedMoment, words: MomentWords): React.ReactNode => CELLS[column](row, words);
