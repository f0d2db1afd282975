const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/u;

/** Whether a server is on this machine: it may be asked over plain http, and without a key. */
export function isOnThisMachine(address: string): boolean {
  return LOOPBACK.test(new URL(address).hostname);
}

/**
 * The address of a model's server in one spelling, or null for one that no key may go to: anything but https (or http on this machine),
 * or with a name, a password, a query or a fragment in it.
 */
export function judgeAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  return url.href.replace(/\/+$/u, '');
}
