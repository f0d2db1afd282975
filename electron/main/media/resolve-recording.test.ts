import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { isPublicAddress } from './address-rules.ts';
import { guardedGet, type GetRules } from './guarded-get.ts';
import { createRecordingCache, type RecordingCache } from './recording-cache.ts';
import { createRecordingResolver, type RecordingPlaces } from './resolve-recording.ts';

const KEY = 'c3'.repeat(32);
const OF = {
  organizationId: '5d0a0000-0000-4000-8000-00000000000a',
  callId: '5d0a0000-0000-4000-8000-000000000001',
  sign: async (name: string): Promise<string> => Promise.reject(new Error(`${name} is in no bucket.`)),
};
const NOW = Date.UTC(2026, 10, 22, 12);
const AUDIO = Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'), Buffer.alloc(200_000, 'spoken canary ')]);

describe('addresses', () => {
  it.each(['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1',
    '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1', '2002:7f00:1::', '2001:0:1::', '2001:db8::1', 'nonsense', ''])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a recording', () => {
  let server: Server;
  let base: string;
  let asked: string[] = [];
  let folder: string;
  let cache: RecordingCache;

  const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
    '/audio': (response) => response.writeHead(200, { 'content-type': 'text/html', 'content-length': AUDIO.length }).end(AUDIO),
    '/streamed': (response) => void response.writeHead(200).end(AUDIO),
    '/page': (response) => void response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('<html>sign in</html>'),
    '/empty': (response) => void response.writeHead(200).end(),
    '/broken-off': (response) => {
      response.writeHead(200, { 'content-length': AUDIO.length }).write(AUDIO.subarray(0, 50_000));
      setTimeout(() => response.destroy(), 10);
    },
    '/silent': () => undefined,
    '/hop': (response, request) => {
      const left = Number(new URL(request.url ?? '', 'http://x').searchParams.get('n'));
      response.writeHead(302, { location: left > 1 ? `/hop?n=${String(left - 1)}` : '/audio' }).end();
    },
    '/inward': (response) => void response.writeHead(302, { location: 'http://10.0.0.1/audio' }).end(),
    '/to-file': (response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      asked.push(path);
      const status = /^\/status\/(\d+)$/.exec(path)?.[1];
      if (status) response.writeHead(Number(status)).end('no');
      else answers[path]?.(response, request);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    folder = mkdtempSync(join(tmpdir(), 'sidetone-recordings-'));
    cache = createRecordingCache(join(folder, 'kept'), KEY, 1_000_000);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const resolver = (over: Partial<RecordingPlaces> = {}) =>
    createRecordingResolver({ recordingsDirectory: null, cache, rules: { allowLoopback: true, timeoutMs: 300 }, now: () => NOW, ...over });
  const ask = (reference: string | null, over: Partial<RecordingPlaces> = {}, endedAt: string | null = null) =>
    resolver(over)({ ...OF, references: reference === null ? [] : [reference], recordingState: 'remote', endedAt });

  it('is fetched once, kept sealed, and then needs no network', async () => {
    const resolve = resolver();
    const question = { ...OF, references: [`${base}/audio`], recordingState: 'remote', endedAt: null } as const;
    const [first, second] = await Promise.all([resolve(question), resolve(question)]);
    expect(first).toMatchObject({ state: 'ready', contentType: 'audio/mpeg', source: { kind: 'sealed' } });
    expect(second).toEqual(first);
    expect(await resolver()(question)).toEqual(first);
    expect(asked).toEqual(['/audio']);
    const [file] = readdirSync(join(folder, 'kept'));
    expect(file).not.toContain('audio');
    expect(readFileSync(join(folder, 'kept', file ?? '')).includes('spoken canary')).toBe(false);
  });

  it('damaged in the cache is fetched again', async () => {
    await ask(`${base}/audio`);
    const path = cache.pathOf({ ...OF, reference: `${base}/audio` });
    writeFileSync(path, readFileSync(path).subarray(0, 5000));
    expect(await ask(`${base}/audio`)).toMatchObject({ state: 'ready' });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['/streamed', 'ready'],
    ['/hop?n=3', 'ready'],
    ['/hop?n=4', 'denied'],
    ['/inward', 'denied'],
    ['/to-file', 'denied'],
    ['/page', 'broken'],
    ['/empty', 'broken'],
    ['/broken-off', 'unreachable'],
    ['/silent', 'unreachable'],
    ['/status/401', 'denied'],
    ['/status/403', 'expired'],
    ['/status/404', 'expired'],
    ['/status/410', 'expired'],
    ['/status/429', 'unreachable'],
    ['/status/503', 'unreachable'],
    ['/status/418', 'broken'],
  ])('at %s is %s', async (path, state) => {
    expect((await ask(base + path)).state).toBe(state);
    if (state !== 'ready') expect(readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)))).toEqual([]);
  });

  it('is not ready right after the call, and gone later', async () => {
    const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
    expect((await ask(`${base}/status/404`, {}, minutesAgo(1))).state).toBe('not-ready');
    expect((await ask(`${base}/status/404`, {}, minutesAgo(11))).state).toBe('expired');
  });

  it('over the size cap is refused, announced or not', async () => {
    expect((await ask(`${base}/audio`, { maxBytes: 100_000 })).state).toBe('broken');
    expect((await ask(`${base}/streamed`, { maxBytes: 100_000 })).state).toBe('broken');
  });

  it('is asked for only at public https addresses', async () => {
    const rules = { allowLoopback: false };
    for (const reference of [`${base}/audio`, 'https://127.0.0.1/a', 'https://[::1]/a', 'https://localhost/a', 'https://user:secret@example.com/a', 'https://169.254.169.254/latest', 'ftp://example.com/a', 'file:///etc/passwd', 'data:audio/mpeg,x', 'https://0x7f000001/a', 'https://']) {
      expect((await ask(reference, { rules })).state, reference).toBe('denied');
    }
    expect(asked).toEqual([]);
  });

  it('is refused where one of a host’s addresses is private, and connects only to the address that was checked', async () => {
    const rules = (addresses: string[]): GetRules => ({ timeoutMs: 200, maxRedirects: 3, resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: 4 }))) });
    await expect(guardedGet('https://calls.example/a', rules(['93.184.216.34', '192.168.0.9']))).rejects.toMatchObject({ reason: 'refused' });
    await expect(guardedGet('https://calls.example/a', rules([]))).rejects.toMatchObject({ reason: 'unreachable' });
    const pinned = await guardedGet(`${base.replace('127.0.0.1', 'calls.example')}/audio`, { ...rules(['127.0.0.1']), allowLoopback: true });
    expect(pinned.status).toBe(200);
    pinned.abandon();
  });

  it('makes room by what was opened longest ago', async () => {
    const small = createRecordingCache(join(folder, 'kept'), KEY, 450_000);
    for (const n of [1, 2]) await ask(`${base}/audio?${String(n)}`, { cache: small });
    await new Promise((done) => setTimeout(done, 15));
    await ask(`${base}/audio?1`, { cache: small });
    await ask(`${base}/audio?3`, { cache: small });
    expect(await Promise.all([1, 2, 3].map((n) => small.has({ ...OF, reference: `${base}/audio?${String(n)}` })))).toEqual([true, false, true]);
    expect(await small.size()).toBeLessThanOrEqual(450_000);
  });

  it('of the embedded workspace is a file of its folder and nothing else', async () => {
    const recordingsDirectory = join(folder, 'recordings');
    mkdirSync(join(recordingsDirectory, 'sub'), { recursive: true });
    writeFileSync(join(folder, 'outside.mp3'), AUDIO);
    writeFileSync(join(recordingsDirectory, 'call-1.mp3'), AUDIO);
    writeFileSync(join(recordingsDirectory, 'page.mp3'), '<html>');
    symlinkSync(join(folder, 'outside.mp3'), join(recordingsDirectory, 'link.mp3'));
    const local = (reference: string) => ask(reference, { recordingsDirectory });
    expect(await local('call-1.mp3')).toMatchObject({ state: 'ready', contentType: 'audio/mpeg', source: { kind: 'file' } });
    expect((await local('recordings/call-1.mp3')).state).toBe('ready');
    for (const reference of ['../outside.mp3', 'recordings/../../outside.mp3', '..\\outside.mp3', '/etc/passwd', 'sub/../call-1.mp3', '%2e%2e/outside.mp3', 'call-1.mp3\0', '.', '..', 'link.mp3']) {
      expect((await local(reference)).state, reference).toBe('denied');
    }
    expect((await local('missing.mp3')).state).toBe('expired');
    expect((await local('sub')).state).toBe('expired');
    expect((await local('page.mp3')).state).toBe('broken');
    expect((await ask('call-1.mp3')).state).toBe('denied');
  });

  it.each([
    ['the first where it is there', ['/audio', '/streamed'], { state: 'ready', reference: '/audio' }],
    ['the next where the first is gone', ['/status/404', '/audio'], { state: 'ready', reference: '/audio' }],
    ['the next where the first is no audio', ['/page', '/streamed'], { state: 'ready', reference: '/streamed' }],
    ['what may pass where neither is there', ['/status/404', '/status/503'], { state: 'unreachable' }],
    ['the fault of the first where both are gone', ['/status/401', '/status/404'], { state: 'denied' }],
  ])('with two addresses is %s', async (_name, paths, found) => {
    const answer = await resolver()({ ...OF, references: paths.map((path) => base + path), recordingState: 'remote', endedAt: null });
    expect('reference' in answer ? { state: answer.state, reference: answer.reference.slice(base.length) } : answer).toEqual(found);
  });

  it('says why without looking where that is known', async () => {
    const resolve = resolver();
    expect(await resolve({ ...OF, references: [], recordingState: 'none', endedAt: null })).toEqual({ state: 'none' });
    expect(await resolve({ ...OF, references: [], recordingState: 'expired', endedAt: null })).toEqual({ state: 'expired' });
    expect(await resolve({ ...OF, references: [], recordingState: 'remote', endedAt: null })).toEqual({ state: 'at-source' });
    expect(await resolve({ ...OF, references: [`${base}/audio`], recordingState: 'denied', endedAt: null })).toEqual({ state: 'denied' });
    expect(asked).toEqual([]);
  });

  describe('in the workspace’s bucket', () => {
    const name = `${OF.organizationId}/${OF.callId}/stereo.mp3`;
    const inBucket = (sign: () => Promise<string>, over: Partial<RecordingPlaces> = {}, reference = name) =>
      resolver(over)({ ...OF, references: [reference], recordingState: 'remote', endedAt: null, sign });

    it('is fetched at the address that is signed for it, once, and kept under its name', async () => {
      let signed = 0;
      const sign = async (): Promise<string> => `${base}/audio?token=${String((signed += 1))}`;
      const first = await inBucket(sign);
      expect(first).toMatchObject({ state: 'ready', reference: name });
      expect(await inBucket(sign)).toEqual(first);
      expect([asked, signed]).toEqual([['/audio'], 1]);
    });

    it('is fetched from a server of the person’s own network, which leads to no other address of it', async () => {
      const places = { rules: { allowLoopback: false } };
      expect(await inBucket(async () => `${base}/audio?token=1`, places)).toMatchObject({ state: 'ready', reference: name });
      const elsewhere = `${OF.organizationId}/${OF.callId}/other.mp3`;
      expect(await inBucket(async () => `${base}/inward`, places, elsewhere)).toEqual({ state: 'denied' });
      // What a call itself names stays a stranger's word, whichever address it is.
      expect(await resolver(places)({ ...OF, references: [`${base}/audio`], recordingState: 'remote', endedAt: null })).toEqual({ state: 'denied' });
    });

    it.each([
      ['not_found', 'expired'], ['forbidden', 'expired'], ['offline', 'unreachable'], ['workspace_unavailable', 'unreachable'], ['not_signed_in', 'unreachable'],
    ] as const)('that is refused with %s reads as %s', async (code, state) => {
      expect(await inBucket(async () => Promise.reject(new AppError(code, 'no')))).toEqual({ state });
    });

    it('is asked for by its whole name only, and never in the embedded workspace', async () => {
      const sign = async (): Promise<string> => Promise.reject(new Error('Nothing is signed here.'));
      for (const reference of ['stereo.mp3', `${OF.organizationId}/stereo.mp3`, `../${name}`, `${name}/../x.mp3`, `/${name}`]) expect([reference, await inBucket(sign, {}, reference)]).toEqual([reference, { state: 'denied' }]);
      expect(await inBucket(sign, { recordingsDirectory: folder })).toEqual({ state: 'denied' });
    });
  });
});
