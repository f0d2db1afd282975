const PATTERNS: ReadonlyArray<readonly [RegExp, string]> = [
  [/eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  [/\bsb_(publishable|secret)_[\w-]+/g, 'sb_$1_[key]'],
  [/\bsk-[\w-]{12,}/g, '[key]'],
  [/((?:Bearer|Basic)\s+)[^\s"']+/gi, '$1[token]'],
  [/("(?:password|refresh_token|access_token|apikey|authorization|secret)"\s*:\s*")(?:[^"\\]|\\.)*/gi, '$1[hidden]'],
  [/((?:password|refresh_token|access_token|apikey|authorization|secret)[\\"]*\s*[:=]\s*[\\"]*)[^\\"\s,}]+/gi, '$1[hidden]'],
  [/(https?:\/\/[^\s"'?]+)\?[^\s"']*/g, '$1?[query]'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[email]'],
  [/\+\d[\d\s().-]{7,}\d/g, '[phone]'],
];

/** Takes tokens, keys, query strings, addresses and numbers out of a line before it is written anywhere. */
export function redact(line: string): string {
  return PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
