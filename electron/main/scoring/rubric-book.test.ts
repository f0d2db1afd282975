import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { DEFAULT_RUBRIC, type Rubric } from '../../../core/qci/rubric.ts';
import { filesWith, temporaryFolder } from '../../store/testing.ts';
import { aDesk, aStore } from '../ipc/handlers/testing/call-desk.ts';
import { isCutOff } from '../remote/errors.ts';
import type { Desk } from '../session/desk.ts';
import { RubricBook } from './rubric-book.ts';

const OWN: Rubric = { ...DEFAULT_RUBRIC, version: '4', brandTerms: ['Canaria'] };
const OTHER = '0b0e7a52-0000-4000-8000-0000000000aa';

describe('what calls are measured by', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => void (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  const aBook = () => new RubricBook({ isCutOff, log: () => undefined });
  const deskWith = (currentRubric: () => Promise<Rubric>, change: Partial<Desk> = {}): Desk => ({ ...aDesk(aStore(), { currentRubric }), vault: { directory: folder.path, keyHex: 'c3'.repeat(32) }, ...change });
  const online = (change?: Partial<Desk>) => deskWith(async () => OWN, change);
  const away = (change?: Partial<Desk>) => deskWith(() => Promise.reject(new AppError('offline', 'away')), change);
  const isOffline = { code: 'offline' };

  it('is the workspace’s as long as it answers, and the last one it gave while it does not, over a restart too', async () => {
    const book = aBook();
    await expect(book.current(away())).rejects.toMatchObject(isOffline);
    expect(await book.current(online())).toEqual(OWN);
    expect(await book.current(away())).toEqual(OWN);
    expect(await aBook().current(away())).toEqual(OWN);
    expect(await aBook().current(deskWith(async () => DEFAULT_RUBRIC))).toEqual(DEFAULT_RUBRIC);
    expect(await aBook().current(away())).toEqual(DEFAULT_RUBRIC);
  });

  it('is not replaced by an older one where the workspace refuses', async () => {
    const book = aBook();
    await book.current(online());
    await expect(book.current(deskWith(() => Promise.reject(new AppError('forbidden', 'no'))))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lies on the disk sealed, for its owner, its key and its organization alone', async () => {
    await aBook().current(online());
    expect(filesWith(folder.path, 'Canaria')).toEqual([]);
    const [name] = readdirSync(folder.path);
    const file = join(folder.path, name ?? '');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(aBook().current(away({ vault: { directory: folder.path, keyHex: 'd4'.repeat(32) } }))).rejects.toMatchObject(isOffline);
    writeFileSync(join(folder.path, `rubric-${OTHER}.sealed`), readFileSync(file));
    await expect(aBook().current(away({ organizationId: OTHER }))).rejects.toMatchObject(isOffline);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(aBook().current(away())).rejects.toMatchObject(isOffline);
  });

  it('stays in memory where nothing may reach the disk', async () => {
    const nowhere = { vault: { directory: null, keyHex: '' } };
    const book = aBook();
    await book.current(online(nowhere));
    expect(await book.current(away(nowhere))).toEqual(OWN);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
