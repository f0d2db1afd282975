import { expect, it } from 'vitest';
import { isOnThisMachine, judgeAddress } from './judge-address.ts';

it.each([
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1//', 'https://api.openai.com/v1'],
  ['HTTPS://Example.com:8443/x', 'https://example.com:8443/x'],
  ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1'],
  ['http://localhost/v1', 'http://localhost/v1'],
  ['http://[::1]:80/v1', 'http://[::1]/v1'],
])('%s is an address that a key may go to', (text, address) => {
  expect(judgeAddress(text)).toBe(address);
});

it.each(['', 'api.openai.com', 'http://api.openai.com/v1', 'http://localhost.evil.com', 'http://127.0.0.1.evil.com', 'ftp://localhost', 'file:///etc/passwd', 'https://a:b@example.com', 'https://example.com/?k=1', 'https://example.com/#x', 'javascript:alert(1)', 'http://192.168.0.4/v1'])('%s is none', (text) => {
  expect(judgeAddress(text)).toBeNull();
});

it('a server on this machine is told from others', () => {
  expect([isOnThisMachine('http://localhost:1'), isOnThisMachine('https://127.0.0.1/v1'), isOnThisMachine('https://example.com')]).toEqual([true, true, false]);
});
