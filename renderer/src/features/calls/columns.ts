import type { Language } from '../../lib/format.ts';
import type { CallSort } from './search.ts';

export type ColumnId =
  | 'select'
  | 'time'
  | 'agent'
  | 'customer'
  | 'what'
  | 'outcome'
  | 'length'
  | 'qci'
  | 'reviewer'
  | 'version'
  | 'cost'
  | 'audio';

export interface Column {
  readonly id: ColumnId;
  readonly width: number;
  readonly sort?: CallSort['by'];
  readonly align?: 'end';
}

const THIS_YEAR = { hasOlder: false, language: 'en' } as const;

const ALL: readonly Column[] = [
  { id: 'select', width: 16 },
  { id: 'time', width: 68, sort: 'created_at' },
  { id: 'agent', width: 168 },
  { id: 'customer', width: 64 },
  { id: 'what', width: 0 },
  { id: 'outcome', width: 124 },
  { id: 'length', width: 56, sort: 'duration_seconds', align: 'end' },
  { id: 'qci', width: 164, sort: 'qci_total_score' },
  { id: 'reviewer', width: 76 },
  { id: 'version', width: 36 },
  { id: 'cost', width: 56, sort: 'cost', align: 'end' },
  { id: 'audio', width: 68 },
];

/**
 * Least width of the list for a column to stay: version leaves first, then reviewer, cost, customer and the word beside
 * audio; on small or much enlarged windows the outcome and the boxes to choose by, the agent and audio.
 */
const LEAST: Partial<Record<ColumnId, number>> = {
  version: 1308,
  reviewer: 1228,
  cost: 1148,
  customer: 1068,
  outcome: 884,
  agent: 720,
  audio: 560,
  select: 884,
};
const AUDIO_WORD = 1088;
/** Room for the column's name; the marks under it need less. */
const NARROW_AUDIO = 44;
/** Beside a narrow audio column the agent gives some room too. */
const NARROW_AGENT = 148;
/** Times of another year carry it: 9 Nov 2025. */
const LONG_TIME = { en: 76, ru: 92 } as const;

export interface Layout {
  readonly columns: readonly Column[];
  /** Value of grid-template-columns. */
  readonly template: string;
  readonly audioWord: boolean;
}

/** Which columns a list of this width shows, and how wide. Time, what happened, length and QCI always stay. */
export const layoutFor = (width: number, years: { hasOlder: boolean; language: Language } = THIS_YEAR): Layout => {
  const audioWord = width >= AUDIO_WORD;
  const fit = (column: Column): Column => {
    if (column.id === 'audio' && !audioWord) return { ...column, width: NARROW_AUDIO };
    if (column.id === 'agent' && !audioWord) return { ...column, width: NARROW_AGENT };
    if (column.id === 'time' && years.hasOlder) return { ...column, width: LONG_TIME[years.language] };
    return column;
  };
  const columns = ALL.filter((column) => width >= (LEAST[column.id] ?? 0)).map(fit);
  const template = columns
    .map((column) => (column.id === 'what' ? 'minmax(120px, 1fr)' : `${column.width}px`))
    .join(' ');
  return { columns, template, audioWord };
};
