import { getChunks, goToNextChunk, goToPreviousChunk, MergeView, unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../lib/commands.tsx';
import classes from './editor.module.css';
import { textExtensions } from './extensions.ts';
import { useFind } from './use-find.ts';

/** Where one stands among the changes; `at` counts from 1, 0 before the first. */
export interface DiffPlace {
  readonly at: number;
  readonly changes: number;
}

interface Side {
  readonly label: string;
  readonly content: string;
}

interface Props {
  before: Side;
  after: Side;
  /** One text with what was removed between its lines, instead of two beside each other. */
  isInline: boolean;
  /** Unchanged lines are folded. */
  isFolded: boolean;
  /** Told of each change of the later text; null where it is only read. */
  onChange: ((content: string) => void) | null;
  onPlace: (place: DiffPlace) => void;
}

/** Two long texts that have little in common are compared more coarsely, rather than for seconds. */
const PATIENCE = { scanLimit: 2000, timeout: 200 };
const FOLD = { margin: 3, minSize: 6 };

const placeOf = ({ state }: EditorView): DiffPlace => {
  const chunks = getChunks(state)?.chunks ?? [];
  const { head } = state.selection.main;
  return { at: chunks.findLastIndex(({ fromB }) => fromB <= head) + 1, changes: chunks.length };
};

/** The later text's editor, and what takes it away. */
interface Made {
  readonly view: EditorView;
  readonly destroy: () => void;
}

const sideBySide = (parent: Element, before: Side, after: Side, extensions: { before: Extension; after: Extension }, isFolded: boolean): Made => {
  const merge = new MergeView({
    parent, gutter: true, diffConfig: PATIENCE, ...(isFolded && { collapseUnchanged: FOLD }),
    a: { doc: before.content, extensions: extensions.before }, b: { doc: after.content, extensions: extensions.after },
  });
  return { view: merge.b, destroy: () => merge.destroy() };
};

const inline = (parent: Element, before: Side, after: Side, extensions: { after: Extension }, isFolded: boolean): Made => {
  const merged = unifiedMergeView({ original: before.content, mergeControls: false, gutter: true, diffConfig: PATIENCE, ...(isFolded && { collapseUnchanged: FOLD }) });
  const view = new EditorView({ parent, doc: after.content, extensions: [extensions.after, merged] });
  return { view, destroy: () => view.destroy() };
};

/** What changed from one text to the other. The later one may be written on here, too. */
export const DiffView = ({ before, after, isInline, isFolded, onChange, onPlace }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const parent = useRef<HTMLDivElement>(null);
  const made = useRef<Made | null>(null);
  const changed = useEffectEvent((now: string) => onChange?.(now));
  const moved = useEffectEvent((place: DiffPlace) => onPlace(place));
  const written = useEffectEvent(() => after.content);
  const isReadOnly = onChange === null;
  const shown = isReadOnly ? after.content : null;
  const { label: labelBefore, content: old } = before;
  const { label } = after;
  useEffect(() => {
    if (!parent.current) return;
    const follow = EditorView.updateListener.of((update) => {
      if (update.docChanged || update.selectionSet) moved(placeOf(update.view));
    });
    const extensions = {
      before: textExtensions({ label: labelBefore, t, onChange: null }),
      after: [textExtensions({ label, t, onChange: isReadOnly ? null : (now) => changed(now) }), follow],
    };
    const make = isInline ? inline : sideBySide;
    const one = make(parent.current, { label: labelBefore, content: old }, { label, content: shown ?? written() }, extensions, isFolded);
    made.current = one;
    moved(placeOf(one.view));
    return () => {
      made.current = null;
      one.destroy();
    };
  }, [old, shown, labelBefore, label, t, isReadOnly, isInline, isFolded]);
  const view = (): EditorView | null => made.current?.view ?? null;
  const step = (go: typeof goToNextChunk) => (): void => {
    const there = view();
    if (!there) return;
    go(there);
    there.focus();
  };
  useFind(view);
  useCommand('call.next', step(goToNextChunk));
  useCommand('call.previous', step(goToPreviousChunk));
  return <div ref={parent} className={classes.root} data-inline={isInline || undefined} data-testid="prompt-diff" />;
};
