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
    ['a key of a code host', 'push ghp_abcdefghij0123456789 failed', 'abcdefghij'],
    ['a key of a map', 'AIzaabcdefghij0123456789abcd', 'abcdefghij'],
    ['a hook', 'POST https://hooks.slack.com/services/T0/B0/abcdef', 'abcdef'],
    ['a short name in JSON', '{"pwd":"hunter22","AccountKey":"hunter22"}', 'hunter22'],
    ['a session in JSON', '{"session":"hunter22"}', 'hunter22'],
    ['an escaped field', '{\\"hmac_key\\":\\"hunter22\\"}', 'hunter22'],
    ['a connection string', 'AccountName=a;AccountKey=hunter22==;x=1', 'hunter22'],
    ['an encryption key said plainly', 'encryption-key: hunter22', 'hunter22'],
    ['an e-mail address', 'user lena@brightwater.example', 'lena'],
    ['a phone number', 'from +1 555 010-0142', '555'],
  ])('hides %s', (_name, line, secret) => {
    expect(redact(line)).not.toContain(secret);
  });

  it.each([
    '2026-11-22T10:00:00.000Z info workspace.ready {"ms":1420}',
    '2026-11-22T10:00:00.000Z info store.opened {"key":"made","file":"new"}',
    '2026-11-22T10:00:00.000Z info keyring {"backend":"gnome_libsecret","sealed":true,"plain":false}',
    '2026-11-22T10:00:00.000Z warn request.failed {"route":"session.signIn","code":"unauthorized"}',
  ])('leaves an ordinary line alone: %s', (line) => {
    expect(redact(line)).toBe(line);
  });
});
