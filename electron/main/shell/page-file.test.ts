import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-policy.ts';
import { resolvePageFile } from './page-file.ts';

function aPage(): string {
  const base = mkdtempSync(join(tmpdir(), 'sidetone-page-'));
  const root = join(base, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'index.js'), '');
  writeFileSync(join(base, 'secret.json'), '{}');
  symlinkSync(join(base, 'secret.json'), join(root, 'link.json'));
  return root;
}

describe('page files', () => {
  const root = aPage();

  it.each(['app://renderer/', 'app://renderer/index.html', 'app://renderer/index.html?x#/calls', 'app://renderer/assets/index.js'])('serves %s', (url) => {
    expect(resolvePageFile(root, url)?.path).toContain('renderer');
  });

  it.each([
    'app://renderer/../secret.json',
    'app://renderer/%2e%2e/secret.json',
    'app://renderer/..%2fsecret.json',
    'app://renderer/%2e%2e%2fsecret.json',
    'app://renderer/..%5csecret.json',
    'app://renderer/%252e%252e/secret.json',
    'app://renderer/assets/../../secret.json',
    'app://renderer//etc/hosts.json',
    'app://renderer/link.json',
    'app://renderer/index.html%00.js',
    'app://renderer/%E0%A4%A',
    'app://other/index.html',
    'file:///etc/passwd',
    'app://renderer/missing.js',
    'app://renderer/assets/index.exe',
  ])('refuses %s', (url) => {
    expect(resolvePageFile(root, url)).toBeNull();
  });
});

describe('content security policy', () => {
  it('lets no script in but the app’s own, and no other origin', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});
