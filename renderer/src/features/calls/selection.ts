/** The chosen rows by id, and the row from which a stretch is extended. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null };

/** Chooses a row, or no longer. It is where a stretch begins then. */
export const toggled = ({ ids }: Selection, id: string): Selection => {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
};

/** Chooses all rows between where the stretch began and `to`, beside what was chosen; what only the last stretch held is let go. */
export const extended = ({ ids, anchor }: Selection, order: readonly string[], from: string, to: string): Selection => {
  const start = anchor !== null && order.includes(anchor) ? anchor : from;
  const span = (end: string): string[] => {
    const [a, b] = [order.indexOf(start), order.indexOf(end)];
    return order.slice(Math.min(a, b), Math.max(a, b) + 1);
  };
  const kept = new Set(ids);
  for (const id of span(from)) kept.delete(id);
  for (const id of span(to)) kept.add(id);
  return { ids: kept, anchor: start };
};

/** Chooses all rows there are. */
export const allOf = (order: readonly string[]): Selection => ({ ids: new Set(order), anchor: order.at(0) ?? null });
