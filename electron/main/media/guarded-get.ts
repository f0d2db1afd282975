import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address-rules.ts';

/** `refused`: the address breaks a rule and was not asked. `unreachable`: no answer, or none in time. */
export class GetError extends Error {
  override readonly name = 'GetError';
  readonly reason: 'refused' | 'unreachable';

  constructor(reason: 'refused' | 'unreachable', message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface GetRules {
  /** Milliseconds until the headers, and between two pieces of the body. */
  readonly timeoutMs: number;
  readonly maxRedirects: number;
  /** Drops the connection, which reads as `unreachable`. */
  readonly signal?: AbortSignal;
  /** The workspace's own origin, which the person chose: it may be on a private network and without https. */
  readonly ownOrigin?: string;
  /** For tests: plain http and loopback count as public. */
  readonly allowLoopback?: boolean;
  /** All addresses of a host; the system's resolver by default. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

export interface GotResponse {
  readonly status: number;
  readonly contentLength: number | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops the connection. */
  abandon(): void;
}

const resolveBySystem = (host: string): Promise<readonly LookupAddress[]> =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });

const isAllowed = (address: string, rules: GetRules): boolean =>
  isPublicAddress(address) || (rules.allowLoopback === true && (address === '127.0.0.1' || address === '::1'));

/** Throws `refused` where the form of a URL already breaks a rule: https only, no credentials in it. */
const checkUrl = (text: string, base: URL | null, rules: GetRules): URL => {
  if (!URL.canParse(text, base?.href)) throw new GetError('refused', 'not a URL');
  const url = new URL(text, base?.href);
  const mayBePlain = rules.allowLoopback === true || url.origin === rules.ownOrigin;
  if (url.protocol !== 'https:' && !(mayBePlain && url.protocol === 'http:')) throw new GetError('refused', 'not https');
  if (url.username !== '' || url.password !== '') throw new GetError('refused', 'credentials in the address');
  return url;
};

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** The one address to connect to. One private address among a host's answers refuses the host. */
const checkedAddress = async (url: URL, rules: GetRules): Promise<LookupAddress> => {
  const host = bareHost(url);
  const family = isIP(host);
  let addresses: readonly LookupAddress[];
  try {
    addresses = family === 0 ? await (rules.resolve ?? resolveBySystem)(host) : [{ address: host, family }];
  } catch (error) {
    throw new GetError('unreachable', error instanceof Error ? error.message : 'no such host');
  }
  const [first] = addresses;
  if (!first) throw new GetError('unreachable', 'the host has no address');
  if (url.origin !== rules.ownOrigin && !addresses.every(({ address }) => isAllowed(address, rules))) throw new GetError('refused', 'the address is not on the public internet');
  return first;
};

/** Connects to the address that was checked, so that a second DNS answer cannot lead elsewhere. */
const connect = (url: URL, { address, family }: LookupAddress, { timeoutMs, signal }: GetRules): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const lookup: LookupFunction = (_host, options, done) => {
      if (options.all) done(null, [{ address, family }]);
      else done(null, address, family);
    };
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start(url, { lookup, agent: false, headers: { accept: 'audio/*', 'accept-encoding': 'identity' }, ...(signal ? { signal } : {}) });
    const fail = (error: Error): void => reject(new GetError('unreachable', error.message));
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`no answer in ${String(timeoutMs)} ms`)));
    request.on('error', fail);
    request.on('response', resolve);
    request.end();
  });

async function* bodyOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response) yield piece as Buffer;
  } catch (error) {
    throw new GetError('unreachable', error instanceof Error ? error.message : 'the connection broke');
  }
}

/** GETs a URL under the rules, each redirect checked like the first address. No cookies, no credentials, no cache. Rejects with GetError. */
export const guardedGet = async (address: string, rules: GetRules): Promise<GotResponse> => {
  let url = checkUrl(address, null, rules);
  for (let hop = 0; hop <= rules.maxRedirects; hop += 1) {
    const response = await connect(url, await checkedAddress(url, rules), rules);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status < 300 || status >= 400 || location === undefined) {
      const length = Number(response.headers['content-length'] ?? Number.NaN);
      return { status, contentLength: Number.isNaN(length) ? null : length, body: bodyOf(response), abandon: () => void response.destroy() };
    }
    response.destroy();
    url = checkUrl(location, url, rules);
  }
  throw new GetError('refused', 'too many redirects');
};
