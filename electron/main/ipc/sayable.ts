import type { AppErrorShape } from '../../../core/contract/errors.ts';
import { redactText } from '../../../core/import/redact-text.ts';

/** A path starts a word or stands in quotes; a path inside an address (https://host/a/b) is none. */
const HIDDEN: ReadonlyArray<readonly [RegExp, string]> = [
  [/(['"`])(?:file:\/\/|\/|[A-Za-z]:[\\/]|\\\\)[^'"`\n]+\1/gu, '$1[path]$1'],
  [/(?<=^|[\s(=])(?:file:\/\/)?\/[^\s'"`()/]+\/[^\s'"`()]*/gu, '[path]'],
  [/(?<=^|[\s(=])(?:[A-Za-z]:\\|\\\\)[^\s'"`()]+/gu, '[path]'],
  [/\b[0-9a-f]{64}\b/giu, '[key]'],
];

/** Words of an error as the page may see them: without paths of this device, tokens and keys. The log has them whole. */
function sayable(words: string): string {
  return HIDDEN.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), redactText(words));
}

/** An error as it may cross to the page. */
export function sayableError({ code, message, details }: AppErrorShape): AppErrorShape {
  const shape: AppErrorShape = { code, message: sayable(message) };
  if (details) shape.details = Object.fromEntries(Object.entries(details).map(([key, value]) => [key, typeof value === 'string' ? sayable(value) : value]));
  return shape;
}
