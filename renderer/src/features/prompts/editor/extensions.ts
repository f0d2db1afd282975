import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { closeSearchPanel, search } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { TFunction } from 'i18next';
import { styleNonce } from '../../../lib/nonce.ts';
import { markedVariables, shownSpecialChars } from './special-chars.ts';
import { promptTheme } from './theme.ts';

/** CodeMirror's own words, by the English ones it asks for. */
const phrasesOf = (t: TFunction): Record<string, string> => ({
  Find: t('prompts.editor.find'),
  Replace: t('prompts.editor.replaceWith'),
  next: t('prompts.editor.next'),
  previous: t('prompts.editor.previous'),
  all: t('prompts.editor.all'),
  'match case': t('prompts.editor.matchCase'),
  regexp: t('prompts.editor.regexp'),
  'by word': t('prompts.editor.byWord'),
  replace: t('prompts.editor.replace'),
  'replace all': t('prompts.editor.replaceAll'),
  close: t('common.close'),
  'current match': t('prompts.editor.currentMatch'),
  'replaced $ matches': t('prompts.editor.replaced'),
  'replaced match on line $': t('prompts.editor.replacedOn'),
  'on line': t('prompts.editor.onLine'),
  '$ unchanged lines': t('prompts.editor.unchanged'),
  'Selection deleted': t('prompts.editor.deleted'),
});

export interface TextOptions {
  /** What a screen reader calls the text. */
  readonly label: string;
  readonly t: TFunction;
  /** Told of each change; null where the text is only read. */
  readonly onChange: ((content: string) => void) | null;
}

/**
 * What every prompt on screen has. Only keys that a text field has are bound, so that Esc, Tab and the app's own keys go where they
 * go everywhere. A text that is only read can still be walked through with the caret.
 */
export function textExtensions({ label, t, onChange }: TextOptions): Extension {
  const nonce = styleNonce();
  return [
    nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(phrasesOf(t)),
    promptTheme,
    lineNumbers(),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    shownSpecialChars((code) => t('text.directionMark', { code })),
    markedVariables,
    search({ top: true }),
    keymap.of([{ key: 'Escape', run: closeSearchPanel, scope: 'editor search-panel' }, ...historyKeymap, ...standardKeymap]),
    onChange === null
      ? EditorState.readOnly.of(true)
      : [
          history(),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange(update.state.doc.toString());
          }),
        ],
  ];
}
