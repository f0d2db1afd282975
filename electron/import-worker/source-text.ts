import { readFileSync } from 'node:fs';
import { decodeText } from '../../core/import/decode-text.ts';
import type { ImportSource } from '../../core/import/import-messages.ts';

/** A file's text. It is decoded anew each time it is wanted, so that one file's text at a time is in memory. */
export function textOf(source: ImportSource): string {
  const bytes = source.kind === 'bytes' ? source.bytes : readFileSync(source.path);
  return decodeText(bytes, (data, encoding) => new TextDecoder(encoding).decode(data));
}
