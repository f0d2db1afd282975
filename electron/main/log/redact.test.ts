import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it.each([
    ['a session token', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF_-123', 'eyJhbGciOi'],
    ['a secret key', 'key sb_secret_N7UND0UgjKTVK-Uodkm0Hg', 'N7UND0Ugj'],
    ['a model key', 'sk-proj-abcdefghijkl123456', 'abcdefghijkl'],
    ['a bearer header', 'authorization: Bearer abc.def', 'abc.def'],
    ['a password in JSON', '{"password":"hunter22"}', 'hunter22'],
    ['a signed address', 'GET https://host/rec.mp3?X-Amz-Signature=feed', 'feed'],
    ['an e-mail address', 'user lena@brightwater.example', 'lena'],
    ['a phone number', 'from +1 555 010-0142', '555'],
  ])('hides %s', (_name, line, secret) => {
    expect(redact(line)).not.toContain(secret);
  });

  it('leaves an ordinary line alone', () => {
    const line = '2026-11-22T10:00:00.000Z info workspace.ready {"ms":1420}';
    expect(redact(line)).toBe(line);
  });
});
