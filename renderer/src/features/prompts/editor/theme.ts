import { EditorView } from '@codemirror/view';

const hatch = 'repeating-linear-gradient(135deg, var(--st-hatch) 0 1px, transparent 1px 5px)';
const removed = { background: 'color-mix(in srgb, var(--st-bad-mark) 30%, transparent)', textDecoration: 'line-through' };
const added = { background: 'color-mix(in srgb, var(--st-good-mark) 35%, transparent)', textDecoration: 'none' };

/** The look of a prompt: mono 12/20 and the semantic colours, which follow light and dark by themselves. */
export const promptTheme = EditorView.theme({
  '&': { height: '100%', background: 'var(--st-surface)', color: 'var(--st-text)', fontSize: '12px' },
  '&.cm-focused': { outline: '2px solid var(--st-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '20px', fontVariantNumeric: 'normal' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--st-text)', userSelect: 'text' },
  // Each line has the direction of its own first letter.
  '.cm-line': { padding: '0 12px 0 4px', unicodeBidi: 'plaintext' },
  '.cm-gutters': { background: 'var(--st-surface)', color: 'var(--st-text-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 16px', minWidth: '44px' },
  '.cm-variable': { color: 'var(--st-accent-text)' },
  '.cm-hidden-char': { padding: '0 2px', margin: '0 1px', border: '1px solid var(--st-warn-mark)', borderRadius: '3px', color: 'var(--st-warn)', background: 'var(--st-warn-tint)', fontSize: '10px', unicodeBidi: 'isolate' },
  '.cm-selectionMatch': { background: 'var(--st-press)' },
  '.cm-searchMatch': { background: 'var(--st-warn-tint)', outline: '1px solid var(--st-warn-mark)' },
  '.cm-searchMatch-selected': { background: 'var(--st-warn-mark)', color: '#161a1f' },
  '.cm-panels': { background: 'var(--st-sunken)', color: 'var(--st-text)', zIndex: '2' },
  '.cm-panels-top': { borderBottom: '1px solid var(--st-line)' },
  '.cm-panel.cm-search': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 6px', padding: '6px 36px 6px 12px', fontFamily: 'var(--mantine-font-family)' },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '4px', fontSize: '12px', minHeight: '24px' },
  '.cm-panel.cm-search [name=close]': { top: '6px', right: '8px', width: '24px', height: '24px', color: 'var(--st-text-2)', fontSize: '16px', cursor: 'default' },
  '.cm-textfield': { height: '26px', boxSizing: 'border-box', border: '1px solid var(--st-ctl)', borderRadius: '6px', background: 'var(--st-surface)', color: 'var(--st-text)', fontSize: '13px', padding: '0 8px', margin: '0' },
  '.cm-button': { height: '26px', border: '1px solid var(--st-line-2)', borderRadius: '6px', background: 'var(--st-surface)', backgroundImage: 'none', color: 'var(--st-text)', fontSize: '12px', padding: '0 8px', margin: '0', cursor: 'default' },
  '.cm-button:hover': { background: 'var(--st-hover)' },
  // The difference of two versions.
  '.cm-changeGutter': { width: '16px', paddingLeft: '0' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { background: 'var(--st-bad-tint)' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine, .cm-inlineChangedLine': { background: 'var(--st-good-tint)' },
  '&.cm-merge-a .cm-changedText, & .cm-deletedChunk .cm-deletedText': { ...removed, borderRadius: '2px' },
  '&.cm-merge-b .cm-changedText': { ...added, borderRadius: '2px' },
  '&.cm-merge-b .cm-deletedText': removed,
  '&.cm-merge-a .cm-changedLineGutter, & .cm-deletedLineGutter': { background: 'var(--st-bad-tint)', color: 'var(--st-bad)' },
  '&.cm-merge-b .cm-changedLineGutter, .cm-inlineChangedLineGutter': { background: 'var(--st-good-tint)', color: 'var(--st-good)' },
  '&.cm-merge-a .cm-changedLineGutter::before, & .cm-deletedLineGutter::before': { content: '"−"', display: 'block', textAlign: 'center' },
  '&.cm-merge-b .cm-changedLineGutter::before, .cm-inlineChangedLineGutter::before': { content: '"+"', display: 'block', textAlign: 'center' },
  '.cm-deletedChunk': { paddingLeft: '4px' },
  '.cm-deletedChunk .cm-deletedLine, .cm-deletedLine del': { textDecoration: 'none' },
  '.cm-mergeSpacer': { background: hatch },
  '.cm-collapsedLines': { padding: '4px 0 4px 12px', cursor: 'default', background: 'var(--st-sunken)', backgroundImage: 'none', color: 'var(--st-text-3)', fontFamily: 'var(--mantine-font-family)' },
  '.cm-collapsedLines:hover': { background: 'var(--st-hover)' },
});
