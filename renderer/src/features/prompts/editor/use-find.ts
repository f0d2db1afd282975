import { findNext, findPrevious, openSearchPanel } from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import { useCommand } from '../../../lib/commands.tsx';

/** The app's keys for finding, on the text that is on screen. */
export const useFind = (view: () => EditorView | null): void => {
  const on = (run: (view: EditorView) => unknown) => (): void => {
    const there = view();
    if (there) run(there);
  };
  useCommand('find', on(openSearchPanel));
  useCommand('find.field', on(openSearchPanel));
  useCommand('find.next', on(findNext));
  useCommand('find.previous', on(findPrevious));
};
