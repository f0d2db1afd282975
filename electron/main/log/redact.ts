import { CAPABILITY_URL, KEY_FORMS, NAME_IN_QUOTES, NAME_IN_TEXT } from '../../../core/secrets/secret-list.ts';

/** Stricter than what imports leave out: a log is sent to strangers and needs no address, no number and no query. */
const PATTERNS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bsb_publishable_[\w-]+/g, 'sb_publishable_[key]'],
  ...KEY_FORMS.map((form) => [form, '[key]'] as const),
  [/\bsk-[\w-]{12,}/g, '[key]'],
  [/((?:Bearer|Basic)\s+)[^\s"']+/gi, '$1[token]'],
  [new RegExp(String.raw`("${NAME_IN_QUOTES}"\s*:\s*")(?:[^"\\]|\\.)*`, 'gi'), '$1[hidden]'],
  [new RegExp(String.raw`(\\"${NAME_IN_QUOTES}\\"\s*:\s*\\")[^"\\]*`, 'gi'), '$1[hidden]'],
  [new RegExp(String.raw`(${NAME_IN_TEXT}[\\"]*\s*[:=]\s*[\\"]*)[^\\"\s,}]+`, 'gi'), '$1[hidden]'],
  [CAPABILITY_URL, '$1[hidden]'],
  [/(https?:\/\/[^\s"'?]+)\?[^\s"']*/g, '$1?[query]'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[email]'],
  [/\+\d[\d\s().-]{7,}\d/g, '[phone]'],
];

/** Takes tokens, keys, query strings, addresses and numbers out of a line before it is written anywhere. */
export function redact(line: string): string {
  return PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
