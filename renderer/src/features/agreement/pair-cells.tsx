import type { TFunction } from 'i18next';
import { scoresOf, type AgreementPair, type PairPart } from '../../../../core/qci/agreement/pair.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, formatSigned, type Language } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './tables.module.css';
import type { RaterNames } from './words.ts';

const COLUMNS = ['call', 'agent', 'first', 'second', 'gap', 'by', 'judge', 'seen'] as const;
type Column = (typeof COLUMNS)[number];
const WIDTHS: Record<Column, string> = { call: '112px', agent: 'minmax(120px, 2fr)', first: '96px', second: '96px', gap: '56px', by: 'minmax(96px, 1fr)', judge: 'minmax(96px, 1fr)', seen: '128px' };
const ENDS: ReadonlySet<Column> = new Set(['first', 'second', 'gap']);
/** Least width of the list for a column to stay. */
const LEAST: Partial<Record<Column, number>> = { judge: 1080, seen: 860, by: 640 };

/** What the cells are written with; the same for every row. */
interface PairWords {
  readonly t: TFunction;
  readonly language: Language;
  readonly names: RaterNames;
  readonly part: PairPart;
}

/** Whether a column holds numbers, which stand at its end. */
export const isNumber = (column: Column): boolean => ENDS.has(column);

/** Which columns a list of this width shows, and the value of grid-template-columns. */
export const pairLayout = (width: number): { columns: readonly Column[]; template: string } => {
  const columns = COLUMNS.filter((column) => width >= (LEAST[column] ?? 0));
  return { columns, template: columns.map((column) => WIDTHS[column]).join(' ') };
};

/** The head of a column. */
export const pairHead = (column: Column, { t, names }: PairWords): React.ReactNode => {
  if (column === 'first' || column === 'second') return shownText(names[column]);
  if (column === 'gap') return 'Δ';
  if (column === 'judge') return t('agreement.by.judge');
  return column === 'seen' ? t('agreement.seen.name') : t(`agreement.column.${column}`);
};

const clip = (text: string): React.JSX.Element => (
  <span className={classes.clip} dir="auto" title={inertText(text)}>
    {shownText(text)}
  </span>
);

const CELLS: Record<Column, (pair: AgreementPair, words: PairWords) => React.ReactNode> = {
  call: ({ calledAt }, { language }) => (
    <time dateTime={calledAt} title={formatExact(calledAt, language)}>
      {formatByAge(calledAt, language)}
    </time>
  ),
  agent: ({ assistantName }, { t }) => clip(assistantName ?? t('call.noAgent')),
  first: (pair, { language, part }) => <span className={classes.first}>{formatNumber(scoresOf(pair, part).first, language)}</span>,
  second: (pair, { language, part }) => <span className={classes.value}>{formatNumber(scoresOf(pair, part).second, language)}</span>,
  gap: (pair, { language, part }) => {
    const { first, second } = scoresOf(pair, part);
    return formatSigned(second - first, language);
  },
  by: (pair, { names }) => clip(peopleOf(pair, names)),
  judge: ({ judge, rubricVersion }) => (judge === null ? '–' : clip(`${judge} · ${rubricVersion ?? ''}`)),
  seen: ({ blind }, { t }) => t(blind ? 'agreement.seen.blind' : 'agreement.seen.assisted'),
};

/** The content of one cell of the list of pairs. */
export const pairCell = (column: Column, pair: AgreementPair, words: PairWords): React.ReactNode => CELLS[column](pair, words);

/** The people of a pair by their names. */
export const peopleOf = ({ firstPerson, secondPerson }: AgreementPair, names: RaterNames): string => [firstPerson, secondPerson].flatMap((id) => (id === null ? [] : [names.person(id)])).join(', ');
