export type ItemColumn = 'select' | 'place' | 'when' | 'agent' | 'customer' | 'what' | 'length' | 'score' | 'state' | 'assignee';

const WIDTHS: Record<ItemColumn, string> = {
  select: '20px',
  place: '32px',
  when: '84px',
  agent: '128px',
  customer: '72px',
  what: 'minmax(96px, 1.4fr)',
  length: '52px',
  score: '48px',
  state: 'minmax(156px, 0.8fr)',
  assignee: '108px',
};

/** Least width of the list for a column to stay. */
const LEAST: Partial<Record<ItemColumn, number>> = { customer: 980, agent: 860, score: 720, length: 640, when: 560 };

export const END_ALIGNED: ReadonlySet<ItemColumn> = new Set(['place', 'length', 'score']);

export interface ItemLayout {
  readonly columns: readonly ItemColumn[];
  /** Value of grid-template-columns. */
  readonly template: string;
}

/** Which columns a list of this width shows; the box to choose by only where there is something to do with chosen calls. */
export const itemLayout = (width: number, isChoosing: boolean): ItemLayout => {
  const columns = (Object.keys(WIDTHS) as ItemColumn[]).filter((column) => width >= (LEAST[column] ?? 0) && (column !== 'select' || isChoosing));
  return { columns, template: columns.map((column) => WIDTHS[column]).join(' ') };
};
