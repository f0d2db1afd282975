export type MomentColumn = 'when' | 'call' | 'at' | 'kind' | 'label' | 'note' | 'by' | 'comments';

const WIDTHS: Record<MomentColumn, string> = {
  when: '92px',
  call: '208px',
  at: '56px',
  kind: '112px',
  label: 'minmax(120px, 3fr)',
  note: 'minmax(96px, 2fr)',
  by: '108px',
  comments: '44px',
};

/** Least width of the list for a column to stay. When, label and place always do. */
const LEAST: Partial<Record<MomentColumn, number>> = { note: 1080, comments: 760, by: 700, kind: 600, call: 520 };

export interface MomentLayout {
  readonly columns: readonly MomentColumn[];
  /** Value of grid-template-columns. */
  readonly template: string;
}

/** Which columns a list of this width shows. */
export const momentLayout = (width: number): MomentLayout => {
  const columns = (Object.keys(WIDTHS) as MomentColumn[]).filter((column) => width >= (LEAST[column] ?? 0));
  return { columns, template: columns.map((column) => WIDTHS[column]).join(' ') };
};
