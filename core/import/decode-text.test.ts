import { describe, expect, test } from 'vitest';

import { decodeText, sniffEncoding } from './decode-text.ts';

const decode = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes);
const utf16le = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());

describe('decodeText', () => {
  test.each([
    ['UTF-8', new TextEncoder().encode('{"a":"é"}')],
    ['UTF-8 with a mark', new TextEncoder().encode('\uFEFF{"a":"é"}')],
    ['UTF-16LE with a mark', utf16le('\uFEFF{"a":"é"}')],
    ['UTF-16BE with a mark', utf16be('\uFEFF{"a":"é"}')],
    ['UTF-16LE without one', utf16le('{"a":"é"}')],
    ['UTF-16BE without one', utf16be('{"a":"é"}')],
  ])('%s', (_name, bytes) => {
    expect(decodeText(bytes, decode)).toBe('{"a":"é"}');
  });

  test('an empty file is empty text', () => {
    expect(sniffEncoding(new Uint8Array())).toBe('utf-8');
    expect(decodeText(new Uint8Array(), decode)).toBe('');
  });
});
