import { useEffect, useRef } from 'react';
import type { FilterId } from './filter-defs.ts';

/**
 * Where the keyboard is once a filter's editor closes: on its chip, or on "Filter" where the filter was left without a
 * value. The popover only knows where the focus was when it opened later than its chip came up. Who pressed elsewhere
 * keeps the focus there.
 */
export const useFocusAfterEditor = (openId: FilterId | null) => {
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef<FilterId | null>(null);
  useEffect(() => {
    const closed = before.current;
    before.current = openId;
    if (closed === null || openId !== null) return;
    const focused = document.activeElement;
    if (focused !== document.body && !focused?.closest('[role="dialog"]')) return;
    const chip = bar.current?.querySelector<HTMLElement>(`[data-filter="${closed}"] button`);
    (chip ?? bar.current?.querySelector<HTMLElement>('[data-adds-filter]'))?.focus();
  }, [openId]);
  return bar;
};
