import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { textExtensions } from './extensions.ts';
import classes from './editor.module.css';
import { useFind } from './use-find.ts';

interface Props {
  label: string;
  content: string;
  /** Null where the text is only read. What is typed is the editor's own: `content` is what it begins with. */
  onChange: ((content: string) => void) | null;
  hasFocus?: boolean;
}

/** A prompt to read or to write. */
export const TextView = ({ label, content, onChange, hasFocus = false }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useEffectEvent((now: string) => onChange?.(now));
  const written = useEffectEvent(() => content);
  const isReadOnly = onChange === null;
  // What is being written is never put in place anew: it would lose the caret and the steps back.
  const shown = isReadOnly ? content : null;
  useEffect(() => {
    if (!parent.current) return;
    const made = new EditorView({ parent: parent.current, doc: shown ?? written(), extensions: textExtensions({ label, t, onChange: isReadOnly ? null : (now) => changed(now) }) });
    view.current = made;
    if (hasFocus) made.focus();
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, t, isReadOnly, shown, hasFocus]);
  useFind(() => view.current);
  return <div ref={parent} className={classes.root} data-testid={isReadOnly ? 'prompt-text' : 'prompt-editor'} />;
};
