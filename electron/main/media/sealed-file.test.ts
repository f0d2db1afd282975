import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSealedFile, writeSealedFile } from './sealed-file.ts';
import { CHUNK_BYTES, HEADER_BYTES, SealedFileError, TAG_BYTES } from './sealed-header.ts';
import { serveRecording } from './serve-recording.ts';

const KEY = 'a1'.repeat(32);
const PLAIN = Buffer.concat([Buffer.from('canary in the clear '), randomBytes(3 * CHUNK_BYTES + 777)]);
const NO_LIMIT = 1e9;

async function* inPieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a sealed file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sidetone-sealed-'));
    file = join(folder, 'one.sealed');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (path: string, start: number, end: number, key = KEY): Promise<Buffer> => {
    const source = await openSealedFile(path, key);
    const parts: Uint8Array[] = [];
    try {
      for await (const part of source.read(start, end)) parts.push(part);
    } finally {
      await source.close();
    }
    return Buffer.concat(parts);
  };
  const refusal = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ name: 'SealedFileError', code: 'damaged' });

  it('gives back any stretch, and shows nothing on disk', async () => {
    expect(await writeSealedFile(file, KEY, inPieces(PLAIN), NO_LIMIT)).toBe(PLAIN.length);
    expect((await read(file, 0, PLAIN.length - 1)).equals(PLAIN)).toBe(true);
    for (const [start, end] of [[0, 0], [5, 10], [CHUNK_BYTES - 1, CHUNK_BYTES], [CHUNK_BYTES, 2 * CHUNK_BYTES - 1], [70_000, 200_000], [PLAIN.length - 1, PLAIN.length - 1]] as const) {
      expect((await read(file, start, end)).equals(PLAIN.subarray(start, end + 1)), `${String(start)}-${String(end)}`).toBe(true);
    }
    expect(readFileSync(file).includes('canary in the clear')).toBe(false);
    expect(readdirSync(folder)).toEqual(['one.sealed']);
  });

  it('holds whole chunks, one byte and nothing', async () => {
    for (const size of [0, 1, CHUNK_BYTES, 2 * CHUNK_BYTES]) {
      await writeSealedFile(file, KEY, inPieces(PLAIN.subarray(0, size)), NO_LIMIT);
      expect((await read(file, 0, size - 1)).equals(PLAIN.subarray(0, size))).toBe(true);
    }
  });

  it('shows every changed bit', async () => {
    await writeSealedFile(file, KEY, inPieces(PLAIN), NO_LIMIT);
    const good = readFileSync(file);
    let undetected = 0;
    for (let round = 0; round < 300; round += 1) {
      const bad = Buffer.from(good);
      const at = round < HEADER_BYTES ? round : Math.floor(Math.random() * bad.length);
      bad[at] = (bad[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(file, bad);
      const opened = await read(file, 0, PLAIN.length - 1).then(
        () => true,
        (error: unknown) => !(error instanceof SealedFileError),
      );
      if (opened) undetected += 1;
    }
    expect(undetected).toBe(0);
  });

  it('is refused when cut, grown, under another key, or with chunks or headers exchanged', async () => {
    await writeSealedFile(file, KEY, inPieces(PLAIN), NO_LIMIT);
    const good = readFileSync(file);
    await refusal(read(file, 0, 9, 'b2'.repeat(32)));
    for (const length of [good.length - 1, good.length - 777 - TAG_BYTES - 20, HEADER_BYTES, HEADER_BYTES - 1, 0]) {
      truncateSync(file, length);
      await refusal(read(file, 0, 9));
      writeFileSync(file, good);
    }
    writeFileSync(file, Buffer.concat([good, Buffer.alloc(10)]));
    await refusal(read(file, 0, 9));
    const step = CHUNK_BYTES + TAG_BYTES;
    const first = good.subarray(HEADER_BYTES, HEADER_BYTES + step);
    const second = good.subarray(HEADER_BYTES + step, HEADER_BYTES + 2 * step);
    writeFileSync(file, Buffer.concat([good.subarray(0, HEADER_BYTES), second, first, good.subarray(HEADER_BYTES + 2 * step)]));
    await refusal(read(file, 0, 9));
    const other = join(folder, 'other.sealed');
    await writeSealedFile(other, KEY, inPieces(PLAIN), NO_LIMIT);
    writeFileSync(file, Buffer.concat([readFileSync(other).subarray(0, HEADER_BYTES), good.subarray(HEADER_BYTES)]));
    await refusal(read(file, 0, 9));
  });

  it('is there whole or not at all: over its cap, or where the stream breaks', async () => {
    await expect(writeSealedFile(file, KEY, inPieces(PLAIN), 100_000)).rejects.toMatchObject({ code: 'too-large' });
    const breaking = (async function* () {
      yield PLAIN.subarray(0, 100_000);
      throw new RangeError('the line broke');
    })();
    await expect(writeSealedFile(file, KEY, breaking, NO_LIMIT)).rejects.toBeInstanceOf(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is served with Range, and its handle is closed whether the answer is read or dropped', async () => {
    await writeSealedFile(file, KEY, inPieces(PLAIN), NO_LIMIT);
    const ask = (method: string, range?: string) =>
      serveRecording({ kind: 'sealed', path: file, keyHex: KEY }, { method, headers: new Headers(range === undefined ? {} : { range }) }, { contentType: 'audio/mpeg', origin: 'app://desk' });
    const open = () => readdirSync('/proc/self/fd').length;
    const before = process.platform === 'linux' ? open() : 0;
    const part = await ask('GET', 'bytes=65530-65549');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 65530-65549/${String(PLAIN.length)}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(PLAIN.subarray(65_530, 65_550))).toBe(true);
    const whole = await ask('GET');
    expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(PLAIN.length)]);
    expect(Buffer.from(await whole.arrayBuffer()).equals(PLAIN)).toBe(true);
    const dropped = await ask('GET', 'bytes=0-');
    const reader = dropped.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await ask('GET', `bytes=${String(PLAIN.length)}-`)).status).toBe(416);
    expect((await ask('HEAD')).headers.get('content-length')).toBe(String(PLAIN.length));
    expect((await ask('POST')).status).toBe(405);
    if (process.platform === 'linux') expect(open()).toBe(before);
    rmSync(file);
    expect((await ask('GET')).status).toBe(404);
  });
});
