import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDetail, ORG } from '../../store/testing.ts';
import { aStore } from '../ipc/handlers/testing/call-desk.ts';
import { createRecordingDesk, type RecordingDesk, type RecordingOwner } from './recording-desk.ts';

const KEY = 'c3'.repeat(32);
const audio = (said: string): Buffer => Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'), Buffer.from(said)]);

let folder: string;
let desk: RecordingDesk;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-desk-'));
  mkdirSync(join(folder, 'recordings'));
  desk = createRecordingDesk({
    recordingsFolder: join(folder, 'recordings'),
    origin: 'app://renderer',
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
  organizationId: ORG,
  store: aStore(),
  isEmbedded: true,
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
