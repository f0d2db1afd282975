import { useCallback, useState } from 'react';
import { allOf, extended, NO_SELECTION, toggled, type Selection } from './selection.ts';

export interface RowSelection {
  readonly ids: Selection['ids'];
  readonly toggle: (id: string) => void;
  readonly extend: (order: readonly string[], from: string, to: string) => void;
  readonly all: (order: readonly string[]) => void;
  readonly clear: () => void;
}

/** Which rows of a list are chosen. Another list, by its key, begins with none. */
export const useSelection = (listKey: string): RowSelection => {
  const [state, setState] = useState({ listKey, selection: NO_SELECTION });
  const { ids } = state.listKey === listKey ? state.selection : NO_SELECTION;
  const change = useCallback(
    (to: (before: Selection) => Selection) =>
      setState((now) => ({ listKey, selection: to(now.listKey === listKey ? now.selection : NO_SELECTION) })),
    [listKey],
  );
  return {
    ids,
    toggle: useCallback((id) => change((now) => toggled(now, id)), [change]),
    extend: useCallback((order, from, to) => change((now) => extended(now, order, from, to)), [change]),
    all: useCallback((order) => change(() => allOf(order)), [change]),
    clear: useCallback(() => change(() => NO_SELECTION), [change]),
  };
};
