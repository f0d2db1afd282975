import { useMemo, type RefObject } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useToday, useWidth } from '../../lib/hooks.ts';
import { layoutFor, type Layout } from './columns.ts';

/** The columns that fit the list's own width and the times in it. The list is as wide as the window, so it is drawn once. */
export const useLayout = (root: RefObject<HTMLElement | null>, rows: readonly CallRow[]): Layout => {
  const width = useWidth(root, window.innerWidth);
  const language = useLanguage();
  const year = new Date(useToday()).getFullYear();
  const hasOlder = useMemo(() => rows.some((row) => new Date(row.createdAt).getFullYear() !== year), [rows, year]);
  return useMemo(() => layoutFor(width, { hasOlder, language }), [width, hasOlder, language]);
};
