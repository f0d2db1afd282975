import { DIMENSIONS, type Dimension } from '../../../../core/qci/criteria.ts';

export type ChangeColumn = 'select' | 'when' | 'agent' | 'score' | 'band' | Dimension | 'standing';

const NARROW = 860;

/** Widths in px: what a list has that is wide, and one where bands and standings are told by their glyphs alone. */
const WIDTHS: Record<ChangeColumn, readonly [wide: string, narrow: string]> = {
  select: ['20px', '20px'],
  when: ['84px', '76px'],
  agent: ['minmax(96px, 1fr)', 'minmax(80px, 1fr)'],
  score: ['64px', '60px'],
  band: ['164px', '46px'],
  dynamics: ['64px', '58px'],
  objections: ['76px', '66px'],
  brand: ['48px', '40px'],
  outcome: ['56px', '54px'],
  standing: ['128px', '20px'],
};

const isDimension = (column: ChangeColumn): column is Dimension => DIMENSIONS.some((one) => one === column);

/** Whether a column holds numbers, which stand at its end. */
export const isAtEnd = (column: ChangeColumn): boolean => column === 'score' || isDimension(column);

export interface ChangeLayout {
  readonly columns: readonly ChangeColumn[];
  /** Value of grid-template-columns. */
  readonly template: string;
  readonly isNarrow: boolean;
}

/** Which columns a list of this width shows; the box to choose by only where something can be chosen. */
export const changeLayout = (width: number, isChoosing: boolean): ChangeLayout => {
  const isNarrow = width < NARROW;
  const columns = (Object.keys(WIDTHS) as ChangeColumn[]).filter((column) => column !== 'select' || isChoosing);
  return { columns, template: columns.map((column) => WIDTHS[column][isNarrow ? 1 : 0]).join(' '), isNarrow };
};
