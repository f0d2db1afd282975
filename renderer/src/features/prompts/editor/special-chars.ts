import { Decoration, highlightSpecialChars, MatchDecorator, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';
import { codeOf } from '../../../lib/direction-marks.ts';

/**
 * Signs that are seen nowhere and yet are read by a model: direction marks, invisible operators, tags. The joiners of zero width
 * and the selector of coloured emoji are left alone, because scripts and emoji are written with them.
 */
const HIDDEN = /[\u00ad\u061c\u115f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffc]|(?!\ufe0f)\p{Variation_Selector}|[\u{e0000}-\u{e0fff}]/gu;

/** Each of them as its code in a box; where it stands in the text it no longer turns the reading order. `nameOf` says what it is. */
export const shownSpecialChars = (nameOf: (code: string) => string) =>
  highlightSpecialChars({
    addSpecialChars: HIDDEN,
    render: (code) => {
      const box = document.createElement('span');
      const name = codeOf(String.fromCodePoint(code));
      box.className = 'cm-hidden-char';
      box.dir = 'ltr';
      box.textContent = name;
      box.title = nameOf(name);
      return box;
    },
  });

const variables = new MatchDecorator({ regexp: /\{\{\s*[\w.-]{1,80}\s*\}\}/g, decoration: Decoration.mark({ class: 'cm-variable' }) });

/** Marks `{{variables}}`. */
export const markedVariables = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = variables.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = variables.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
