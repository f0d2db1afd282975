import { endOfString } from './list-elements.ts';

/** A piece of a text that should be one JSON value; `complete` tells whether its brackets close. */
export type JsonPiece = { text: string; complete: boolean };

/**
 * Cuts a text into its outermost objects by counting brackets outside strings: what is left of an array whose end is
 * missing, or documents written one after another over several lines. An outer array's own brackets and commas are skipped.
 */
export function* splitObjects(text: string): Generator<JsonPiece> {
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '"') {
      i = endOfString(text, i);
    } else if (char === '{') {
      if (depth === 0) start = i;
      depth += 1;
    } else if (char === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) yield { text: text.slice(start, i + 1), complete: true };
    }
  }
  if (depth > 0) yield { text: text.slice(start), complete: false };
}
