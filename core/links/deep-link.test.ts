import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepLink, pathOfCommandLine, pathOfDeepLink } from './deep-link.ts';

const ID = '5d0a0000-0000-4000-8000-000000000001';

describe('a deep link', () => {
  test.each([
    ['the list', 'sidetone://calls', '/calls'],
    ['the list as some systems write it', 'sidetone://calls/', '/calls'],
    ['a filtered list', 'sidetone://calls?bands=%5B%22fail%22%5D&scoreMax=40', '/calls?bands=%5B%22fail%22%5D&scoreMax=40'],
    ['words in any language', 'sidetone://calls/?q=цена', '/calls?q=цена'],
    ['a call', `sidetone://calls/${ID}`, `/calls/${ID}`],
    ['a call in its list', `SIDETONE://Calls/${ID.toUpperCase()}?q=price`, `/calls/${ID}?q=price`],
  ])('leads to %s', (_what, link, path) => {
    expect(pathOfDeepLink(link)).toBe(path);
  });

  test.each([
    '', 'sidetone:', 'sidetone://', 'sidetone:///calls', 'sidetone://about', 'sidetone://settings', 'sidetone://callsx', 'sidetone://calls.example.com',
    'sidetone://calls:80', 'sidetone://user@calls', 'sidetone://calls/1', `sidetone://calls/${ID}/delete`, `sidetone://calls/${ID}/../..`, 'sidetone://calls/../about',
    'sidetone://calls/%2e%2e', `sidetone://calls/{${ID}}`, `sidetone://calls//${ID}`, 'sidetone://calls#/about', 'sidetone://calls?q=1#/about', 'sidetone://calls?q=a b',
    'sidetone://calls?q=%', 'sidetone://calls?q=%E0%A4', 'sidetone://calls?q=%E0%A4%A', 'sidetone://calls\n?q=1', 'sidetone://calls?q=1\u0000\n', `sidetone://calls?q=${'x'.repeat(2000)}`,
    'https://calls', 'app://renderer/calls', 'javascript:alert(1)', 'file:///etc/passwd', ' sidetone://calls', 'xsidetone://calls', '/calls', '--sidetone://calls', 'sidetone://calls --inspect',
  ])('that says %j leads nowhere', (link) => {
    expect(pathOfDeepLink(link)).toBeNull();
  });

  test('leads to one of two screens and never throws, whatever stands in it', () => {
    const junk = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webUrl({ withFragments: true, withQueryParameters: true }).map((url) => url.replace(/^https?/u, 'sidetone').replace(/\/\/[^/]*/u, '//calls')));
    fc.assert(
      fc.property(fc.oneof(junk, junk.map((text) => `sidetone://calls/${text}`), junk.map((text) => `sidetone://calls?${text}`)), (link) => {
        expect(pathOfDeepLink(link) ?? '/calls').toMatch(/^\/calls(\/[0-9a-f-]{36})?(\?[^\s#]+)?$/u);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['/calls', 'sidetone://calls'],
  [`/calls/${ID}?q=%22a%20b%22`, `sidetone://calls/${ID}?q=%22a%20b%22`],
  ['/calls?here=true', 'sidetone://calls'],
  ['/calls?q=price&here=true&by=cost', 'sidetone://calls?q=price&by=cost'],
])('the link to %s is %s, and leads there', (path, link) => {
  expect(deepLink(path)).toBe(link);
  expect(deepLink(pathOfDeepLink(link) ?? '')).toBe(link);
});

test('a command line holds a link anywhere or not at all', () => {
  expect(pathOfCommandLine(['/opt/sidetone', '--no-sandbox', '--', `sidetone://calls/${ID}`])).toBe(`/calls/${ID}`);
  expect(pathOfCommandLine(['/opt/sidetone', '.', 'sidetone://about', '--user-data-dir=sidetone://calls'])).toBeNull();
});
