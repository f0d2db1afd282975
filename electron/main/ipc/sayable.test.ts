import { describe, expect, it } from 'vitest';
import { sayableError } from './sayable.ts';

const said = (message: string): string => sayableError({ code: 'internal', message }).message;

describe('an error that crosses to the page', () => {
  it.each([
    ['a quoted path', "ENOENT: no such file or directory, open '/home/lena canary/.config/Sidetone/store/a.db'", "ENOENT: no such file or directory, open '[path]'"],
    ['a path at the start', '/var/lib/canary/x.db is locked', '[path] is locked'],
    ['a path of Windows', String.raw`EPERM: unlink 'C:\Users\canary\AppData\x'`, "EPERM: unlink '[path]'"],
    ['a bare path of Windows', String.raw`cannot open C:\Users\canary\x.db now`, 'cannot open [path] now'],
    ['a share', String.raw`cannot open \\server\canary\x.db`, 'cannot open [path]'],
    ['a stack line', 'at open (file:///opt/canary/out/main/index.js:12:3)', 'at open ([path])'],
    ['a store key', `PRAGMA key = ${'0123456789abcdef'.repeat(4)}`, 'PRAGMA key = [key]'],
    ['a secret key', 'the key sb_secret_canary123 is refused', 'the key [redacted] is refused'],
    ['a token', 'bad jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.canary', 'bad jwt [redacted]'],
  ])('has no %s', (_name, message, words) => {
    expect(said(message)).toBe(words);
  });

  it.each(['permission denied for table calls', 'The request took over 15 s.', 'fetch failed: https://abc.supabase.co/rest/v1/rpc/whoami', '3/4 of it, and/or nothing'])('keeps: %s', (message) => {
    expect(said(message)).toBe(message);
  });

  it('keeps code and details, whose words are held to the same', () => {
    const error = { code: 'store_unavailable', message: 'x', details: { reason: 'damaged', file: '/tmp/canary/a.db', tries: 2, last: null } } as const;
    expect(sayableError(error)).toEqual({ ...error, details: { ...error.details, file: '[path]' } });
  });
});
