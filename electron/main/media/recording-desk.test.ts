import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDetail, callIdOf, ORG, OTHER_ORG } from '../../store/testing.ts';
import { aStore } from '../ipc/handlers/testing/call-desk.ts';
import { createRecordingDesk, type RecordingDesk } from './recording-desk.ts';
import type { RecordingOwner } from './recording-shelves.ts';
import { sealedRecordings } from './recording-shelves.ts';

const KEY = 'c3'.repeat(32);
const DANA = '5d0a0000-0000-4000-8000-0000000000f1';
const VERA = '5d0a0000-0000-4000-8000-0000000000f2';
const audio = (said: string): Buffer => Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'), Buffer.from(said)]);

let folder: string;
let desk: RecordingDesk;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-desk-'));
  mkdirSync(join(folder, 'recordings'));
  desk = createRecordingDesk({
    recordingsFolder: join(folder, 'recordings'),
    runFolder: join(folder, 'this-run'),
    origin: 'app://renderer',
    rules: { allowLoopback: true, timeoutMs: 2_000 },
    startWorker: () => {
      throw new Error('No peaks are asked for here.');
    },
  });
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const owner = (change: Partial<RecordingOwner> = {}): RecordingOwner => ({
  userId: DANA,
  organizationId: ORG,
  store: aStore(),
  isEmbedded: true,
  remote: async () => Promise.reject(new Error('Nobody asks the workspace here.')),
  vault: { directory: join(folder, 'vault'), keyHex: KEY },
  ...change,
});
const recorded = (n: number, over: Parameters<typeof aDetail>[1]) => aDetail(n, { recordingState: 'remote', ...over });

/** What the page hears at an address, or the status it is answered with. */
async function hear(mediaUrl: string): Promise<string | number> {
  const answer = await desk.serve(new Request(mediaUrl));
  return answer.ok ? (await answer.text()).slice(10) : answer.status;
}

async function addressOf(...asked: Parameters<RecordingDesk['open']>): Promise<string> {
  const opened = await desk.open(...asked);
  if (opened.state !== 'ready') throw new Error(opened.state);
  return opened.mediaUrl;
}

describe('of two recordings of a call', () => {
  beforeEach(() => {
    writeFileSync(join(folder, 'recordings/mono.mp3'), audio('both on one channel'));
    writeFileSync(join(folder, 'recordings/stereo.mp3'), audio('a channel a side'));
  });

  it.each([
    ['the stereo one where there are both', { recordingUrl: 'mono.mp3', stereoRecordingUrl: 'stereo.mp3' }, 'a channel a side'],
    ['the stereo one where there is no other', { stereoRecordingUrl: 'stereo.mp3' }, 'a channel a side'],
    ['the mono one where there is no other', { recordingUrl: 'mono.mp3' }, 'both on one channel'],
    ['the mono one where the stereo one is gone', { recordingUrl: 'mono.mp3', stereoRecordingUrl: 'gone.mp3' }, 'both on one channel'],
  ])('plays %s', async (_name, urls, said) => {
    expect(await hear(await addressOf(owner(), recorded(1, urls)))).toBe(said);
  });
});

it.each([
  ['none', 'none'],
  ['remote', 'at-source'],
])('a call without an address whose recording is %s says %s', async (recordingState, state) => {
  expect(await desk.open(owner(), aDetail(1, { recordingState }))).toEqual({ state, since: null });
});

describe('an address that the page was given', () => {
  beforeEach(() => writeFileSync(join(folder, 'recordings/one.mp3'), audio('good morning')));
  const call = recorded(1, { recordingUrl: 'one.mp3' });

  it('is the same as long as it is the same recording, so that playing goes on', async () => {
    const dana = owner();
    expect(await addressOf(dana, call)).toBe(await addressOf(dana, call));
  });

  it('plays no more once everything was let go, and is not given again', async () => {
    const dana = owner();
    const before = await addressOf(dana, call);
    expect(await hear(before)).toBe('good morning');
    await desk.forget();
    expect(await hear(before)).toBe(404);
    const after = await addressOf(dana, call);
    expect(await hear(after)).toBe('good morning');
    expect(await hear(before)).toBe(404);
  });

  it.each([
    ['reader', { userId: VERA }],
    ['organization', { organizationId: OTHER_ORG }],
  ])('is another for another %s', async (_name, change) => {
    const dana = await addressOf(owner(), call);
    expect(await addressOf(owner(change), call)).not.toBe(dana);
    expect(await hear(dana)).toBe('good morning');
  });

  it('tells nothing by itself: no call can be heard by its id', async () => {
    await addressOf(owner(), call);
    expect(await hear(`media://recording/${call.id}`)).toBe(404);
  });

  it('that is still being read is cut off', async () => {
    writeFileSync(join(folder, 'recordings/one.mp3'), audio('x'.repeat(2_000_000)));
    const answer = await desk.serve(new Request(await addressOf(owner(), call)));
    const body = answer.body?.getReader();
    expect((await body?.read())?.done).toBe(false);
    await desk.forget();
    const rest = async () => {
      while (!(await body?.read())?.done);
    };
    await expect(rest()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not given where everything was let go while it was looked for', async () => {
    const opening = desk.open(owner(), call);
    await desk.forget();
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a recording that was fetched', () => {
  let server: Server;
  let source: string;
  let hold: Promise<void> | null = null;

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.writeHead(200).write(audio(request.url ?? ''));
      if (hold) void hold.then(() => response.end());
      else response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    source = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  afterEach(() => (hold = null));

  const fetched = (n: number) => recorded(n, { recordingUrl: `${source}/${String(n)}` });
  const sealed = () => (existsSync(join(folder, 'vault/recordings')) ? readdirSync(join(folder, 'vault/recordings')) : []);
  const inMemory = () => owner({ vault: { directory: null, keyHex: KEY } });

  it('is dropped with its call, and only with it', async () => {
    const dana = owner();
    const [first] = [await addressOf(dana, fetched(1)), await addressOf(dana, fetched(2))];
    expect(sealed()).toHaveLength(2);
    await desk.forgetCalls(dana, [callIdOf(1)]);
    expect(sealed()).toHaveLength(1);
    expect(await hear(first ?? '')).toBe(404);
    expect(await hear(await addressOf(dana, fetched(2)))).toBe('/2');
  });

  it('stays where the same call of another organization goes', async () => {
    await addressOf(owner(), fetched(1));
    await desk.forgetCalls(owner({ organizationId: OTHER_ORG }), [callIdOf(1)]);
    expect(sealed()).toHaveLength(1);
  });

  it('is dropped with its organization, and only with it', async () => {
    await addressOf(owner(), fetched(1));
    await addressOf(owner({ organizationId: OTHER_ORG }), fetched(1));
    writeFileSync(join(folder, 'vault/recordings/of-nobody.sealed'), 'x');
    const before = sealed();
    await sealedRecordings(join(folder, 'vault'), KEY).keepOnly([ORG]);
    expect(sealed()).toHaveLength(1);
    await sealedRecordings(join(folder, 'vault'), KEY).keepOnly([]);
    expect([before.length, sealed().length]).toEqual([3, 0]);
    await sealedRecordings(join(folder, 'no-vault'), KEY).keepOnly([ORG]);
  });

  it('is dropped with its call also where it was still being fetched', async () => {
    let finish: () => void = () => undefined;
    hold = new Promise((resolve) => (finish = resolve));
    const opening = desk.open(owner(), fetched(1));
    await vi.waitFor(() => expect(sealed()).toHaveLength(1));
    const forgotten = desk.forgetCalls(owner(), [callIdOf(1)]);
    finish();
    await Promise.allSettled([opening, forgotten]);
    await vi.waitFor(() => expect(sealed()).toEqual([]));
  });

  it('is given up where everything is let go meanwhile, and leaves nothing half written', async () => {
    hold = new Promise(() => undefined);
    const opening = desk.open(owner(), fetched(1));
    await vi.waitFor(() => expect(sealed()).toHaveLength(1));
    await desk.forget();
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(sealed()).toEqual([]);
  });

  it('whose key lives in memory only goes when everything is let go', async () => {
    await addressOf(inMemory(), fetched(1));
    expect(readdirSync(join(folder, 'this-run'))).toHaveLength(1);
    await desk.forget();
    expect(readdirSync(join(folder, 'this-run'))).toEqual([]);
  });

  it('leaves no folder where none was fetched', async () => {
    writeFileSync(join(folder, 'recordings/one.mp3'), audio('good morning'));
    await addressOf(inMemory(), recorded(1, { recordingUrl: 'one.mp3' }));
    expect(existsSync(join(folder, 'this-run'))).toBe(false);
  });

  it('by a run that was killed is swept away', () => {
    mkdirSync(join(folder, 'this-run/of-an-earlier-run'), { recursive: true });
    desk.sweep();
    expect(existsSync(join(folder, 'this-run'))).toBe(false);
  });
});
