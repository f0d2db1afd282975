import { gzipSync } from 'node:zlib';
import type { SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { writeTree, type Tree } from './tree.ts';

/** Payloads as a file's text, in every wrapping they come in. */
type Frame = (payloads: readonly Tree[], random: SeededRandom) => string;

const written = (payloads: readonly Tree[]): string => payloads.map(writeTree).join(',');

export const FRAMES: Readonly<Record<string, Frame>> = {
  bare: ([first]) => writeTree(first ?? null),
  list: (payloads) => `[${written(payloads)}]`,
  'spaced list': (payloads) => `\n[\n  ${payloads.map(writeTree).join(' ,\n  ')}\n]\n`,
  wrapped: (payloads, random) => `{"${random.pick(['results', 'data', 'calls', 'items', 'records'])}":[${written(payloads)}],"metadata":{"totalItems":${payloads.length}}}`,
  pages: (payloads) => `[${payloads.map((one) => `{"results":[${writeTree(one)}]}`).join(',')}]`,
  messages: (payloads) => `[${payloads.map((one) => `{"message":{"type":"end-of-call-report","call":${writeTree(one)}}}`).join(',')}]`,
  lines: (payloads, random) => payloads.map(writeTree).join(random.pick(['\n', '\r\n', '\n\n', ',\n', '\n\u001E'])),
  'pin data': (payloads) => `{"name":"flow","nodes":[],"pinData":{"Webhook":[${payloads.map((one) => `{"json":{"body":${writeTree(one)}}}`).join(',')}]}}`,
  'n8n items': (payloads) => `[${payloads.map((one) => `{"json":${writeTree(one)},"pairedItem":{"item":0}}`).join(',')}]`,
  'one after another': (payloads) => payloads.map(writeTree).join(''),
};

/** What happens to a text on its way: cut off, written by hand, pasted together. `false` where words may be broken in two. */
export const SCARS: Readonly<Record<string, { readonly hurt: (text: string, random: SeededRandom) => string; readonly keepsWords: boolean }>> = {
  'cut off': { hurt: (text, random) => text.slice(0, random.int(0, text.length)), keepsWords: true },
  'trailing comma': { hurt: (text) => text.replace(/([\]}])(\s*)$/u, ',$1$2'), keepsWords: true },
  comment: { hurt: (text, random) => splice(text, random, /,/gu, ', /* checked */ // yes\n'), keepsWords: true },
  'mark in the middle': { hurt: (text, random) => splice(text, random, /[,:{[]/gu, '$&\uFEFF'), keepsWords: true },
  'a bare NaN': { hurt: (text, random) => splice(text, random, /:\s*\d+/gu, ':NaN'), keepsWords: true },
  'single quotes': { hurt: (text) => text.replaceAll('"', "'"), keepsWords: false },
  'a missing character': { hurt: (text, random) => without(text, random.int(0, text.length)), keepsWords: false },
  'a foreign character': { hurt: (text, random) => insert(text, random.int(0, text.length), random.pick(['"', '}', ']', '{', '[', '\\', '\0', '\n', '\u0007', ',', '\uD800'])), keepsWords: false },
  'a doubled piece': { hurt: (text, random) => doubled(text, random.int(0, text.length), random.int(1, 200)), keepsWords: false },
  'words before it': { hurt: (text) => `Here are the calls:\n${text}`, keepsWords: true },
  'words behind it': { hurt: (text) => `${text}\n-- 12 rows\n`, keepsWords: true },
  'raw line breaks': { hurt: (text) => text.replaceAll('\\n', '\n'), keepsWords: false },
  'an HTML page': { hurt: () => '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>', keepsWords: true },
  'nothing left': { hurt: () => '', keepsWords: true },
};

function splice(text: string, random: SeededRandom, pattern: RegExp, by: string): string {
  let left = random.int(0, 12);
  return text.replace(pattern, (found) => (left-- === 0 ? by.replace('$&', found) : found));
}

const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1);
const insert = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);
const doubled = (text: string, at: number, length: number): string => text.slice(0, at + length) + text.slice(at);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

export const ENCODINGS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'utf-8': utf8,
  'utf-8 with a mark': (text) => utf8(`\uFEFF${text}`),
  'utf-16le': (text) => utf16(text),
  'utf-16le with a mark': (text) => utf16(`\uFEFF${text}`),
  'utf-16be': (text) => utf16(text).swap16(),
  'utf-16be with a mark': (text) => utf16(`\uFEFF${text}`).swap16(),
  'latin-1': (text) => Buffer.from(text, 'latin1'),
};

/** What happens to bytes; all of them break words. */
export const BYTE_SCARS: Readonly<Record<string, (bytes: Uint8Array, random: SeededRandom) => Uint8Array>> = {
  'bits turned': (bytes, random) => changed(bytes, random, () => random.int(0, 255)),
  'invalid utf-8': (bytes, random) => changed(bytes, random, () => random.pick([0x80, 0xc0, 0xf8, 0xff, 0xed])),
  'zeros': (bytes, random) => changed(bytes, random, () => 0),
  'an odd byte in front': (bytes) => Uint8Array.from([0x20, ...bytes]),
  'compressed': (bytes) => gzipSync(bytes, { level: 1 }),
  'the wrong mark': (bytes, random) => Buffer.concat([Uint8Array.from(random.pick([[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0, 0, 0xfe, 0xff]])), bytes]),
  'cut in a character': (bytes, random) => bytes.slice(0, random.int(0, bytes.length)),
};

function changed(bytes: Uint8Array, random: SeededRandom, by: () => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let n = random.int(1, 8); n > 0 && copy.length > 0; n -= 1) copy[random.int(0, copy.length - 1)] = by();
  return copy;
}
