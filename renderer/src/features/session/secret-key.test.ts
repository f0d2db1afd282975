import { describe, expect, it } from 'vitest';
import { isSecretKey } from './secret-key.ts';

const token = (payload: object): string => {
  const part = (value: object): string => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.c2lnbmF0dXJl`;
};

describe('isSecretKey', () => {
  it('knows a secret key of either kind', () => {
    expect(isSecretKey(' sb_secret_abc ')).toBe(true);
    expect(isSecretKey(token({ iss: 'supabase', ref: 'abc', role: 'service_role', iat: 1 }))).toBe(true);
  });

  it('lets public keys and half-typed ones pass', () => {
    expect(isSecretKey('sb_publishable_abc')).toBe(false);
    expect(isSecretKey(token({ iss: 'supabase', ref: 'abc', role: 'anon', iat: 1 }))).toBe(false);
    expect(isSecretKey('eyJhbGciOi.%%%.x')).toBe(false);
    expect(isSecretKey('eyJhbGciOi.bm90IGpzb24.x')).toBe(false);
    expect(isSecretKey('')).toBe(false);
  });
});
