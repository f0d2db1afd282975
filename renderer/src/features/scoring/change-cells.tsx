import { IconCircleCheck, IconCloudUp, IconLock } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { Band, BandThresholds } from '../../../../core/qci/band.ts';
import { bandOfSide, moved } from '../../../../core/scoring/change.ts';
import type { Rescored } from '../../../../core/scoring/difference.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, formatSigned, type Language } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import type { ChangeColumn } from './change-columns.ts';
import classes from './difference.module.css';
import { standingHint, standingWords } from './difference-words.ts';

/** What the cells are written with; the same for every row. */
export interface ChangeWords {
  readonly t: TFunction;
  readonly language: Language;
  readonly bands: BandThresholds;
  /** Bands and standings are told by their glyphs, and in words on hover and to a screen reader. */
  readonly isNarrow: boolean;
}

type Cell = (one: Rescored, words: ChangeWords) => React.ReactNode;
type DataColumn = Exclude<ChangeColumn, 'select'>;

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
const GLYPHS = { counts: IconCircleCheck, adopted: IconCircleCheck, held: IconLock, unsent: IconCloudUp } as const;

/** In words, or in words that only a screen reader gets. */
const said = (text: string, isNarrow: boolean): React.JSX.Element => <span className={isNarrow ? 'st-visually-hidden' : classes.clip}>{text}</span>;

const band = (one: Band, { t, isNarrow }: ChangeWords): React.JSX.Element => (
  <>
    <BandGlyph band={one} />
    {said(t(`band.${one}`), isNarrow)}
  </>
);

const delta = (part: Parameters<typeof moved>[1]): Cell => (one, { language }) => {
  const value = moved(one, part);
  if (value === null || value === 0) return <span className={classes.back}>{value === null ? '–' : '='}</span>;
  return formatSigned(value, language);
};

const bandCell: Cell = ({ before, after }, words) => {
  const [from, to] = [bandOfSide(before, words.bands), bandOfSide(after, words.bands)];
  const isSame = from === to;
  return (
    <span className={isSame ? classes.sameBand : classes.bands} title={isSame ? words.t(`band.${to}`) : `${words.t(`band.${from}`)} → ${words.t(`band.${to}`)}`}>
      {!isSame && band(from, words)}
      {!isSame && <span aria-hidden="true">→</span>}
      {band(to, words)}
    </span>
  );
};

const standingCell: Cell = (one, { t, isNarrow }) => {
  const Icon = GLYPHS[one.standing];
  return (
    <span className={classes.standing} data-standing={one.standing} title={standingHint(t, one)}>
      <Icon {...icon} />
      {said(standingWords(t, one), isNarrow)}
    </span>
  );
};

const CELLS: Record<DataColumn, Cell> = {
  when: ({ calledAt }, { language }) => (
    <time dateTime={calledAt} className={classes.back} title={formatExact(calledAt, language)}>
      {formatByAge(calledAt, language)}
    </time>
  ),
  agent: ({ agent }, { t }) => (
    <span className={classes.clip} dir="auto" title={inertText(agent ?? t('call.noAgent'))}>
      {shownText(agent ?? t('call.noAgent'))}
    </span>
  ),
  score: ({ before, after }, { language }) => (
    <>
      <span className={classes.back}>{formatNumber(before.total, language)} → </span>
      <b>{formatNumber(after.total, language)}</b>
    </>
  ),
  band: bandCell,
  dynamics: delta('dynamics'),
  objections: delta('objections'),
  brand: delta('brand'),
  outcome: delta('outcome'),
  standing: standingCell,
};

/** The content of one cell of the list of changes. */
export const changeCell = (column: DataColumn, one: Rescored, words: ChangeWords): React.ReactNode => CELLS[column](one, words);

/** The head of a column. */
export const changeHead = (column: ChangeColumn, { t, isNarrow }: Pick<ChangeWords, 't' | 'isNarrow'>): React.ReactNode => {
  if (column === 'select') return <span className="st-visually-hidden">{t('scoring.diff.column.select')}</span>;
  const name = column === 'when' || column === 'agent' || column === 'score' || column === 'band' || column === 'standing' ? t(`scoring.diff.column.${column}`) : t(`qci.${column}`);
  return column === 'standing' && isNarrow ? (
    <span className="st-visually-hidden">{name}</span>
  ) : (
    <span className={classes.clip} title={name}>
      {name}
    </span>
  );
};
