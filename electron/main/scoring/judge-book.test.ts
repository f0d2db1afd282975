import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesWith, temporaryFolder } from '../../store/testing.ts';
import { aDesk, aStore } from '../ipc/handlers/testing/call-desk.ts';
import type { Desk } from '../session/desk.ts';
import { aKeyring } from '../session/testing/session-world.ts';
import { JudgeBook } from './judge-book.ts';
import type { ModelAccess } from './openai-model.ts';

const KEY = 'sk-canary-0123456789abcdWXYZ';
const MODEL = { ask: async () => ({ type: 'aborted' }) as const };

describe('the model judge’s settings', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let desk: Desk;
  beforeEach(() => {
    folder = temporaryFolder();
    desk = { ...aDesk(aStore(), {}), vault: { directory: folder.path, keyHex: 'c3'.repeat(32) } };
  });
  afterEach(() => folder.remove());

  const aBook = (keyring: ReturnType<typeof aKeyring> | null = aKeyring()) => {
    const asked: ModelAccess[] = [];
    const logged: unknown[] = [];
    const book = new JudgeBook({ keyring: () => keyring, modelOf: async (access) => (asked.push(access), MODEL), log: (...words) => void logged.push(words) });
    return { book, asked, logged };
  };
  const judgeOf = (book: JudgeBook) => ({ kind: 'model' as const, ...book.choices(desk) });

  it('are there before anybody sets any, and last over a restart', () => {
    const { book } = aBook();
    expect(book.view(desk)).toMatchObject({ baseUrl: 'https://api.openai.com/v1', model: 'gpt-4o-mini', temperature: 0, concurrency: 8, key: { kept: 'none', last4: null } });
    book.save(desk, { model: 'gpt-4o', concurrency: 3, baseUrl: undefined });
    expect(aBook().book.view(desk)).toMatchObject({ model: 'gpt-4o', concurrency: 3, baseUrl: 'https://api.openai.com/v1' });
    writeFileSync(join(folder.path, 'judge.json'), '{"model": 7, "baseUrl": "http://evil.example", "concurrency": 5}');
    expect(aBook().book.view(desk)).toMatchObject({ model: 'gpt-4o-mini', baseUrl: 'https://api.openai.com/v1', concurrency: 5 });
  });

  it('tell of a key its last four characters and no more, and nothing on the disk holds it as it is', async () => {
    const { book, asked } = aBook();
    expect(book.setKey(desk, KEY).key).toEqual({ kept: 'sealed', last4: 'WXYZ' });
    expect(JSON.stringify(book.view(desk))).not.toContain('canary');
    expect(filesWith(folder.path, 'canary')).toEqual([]);
    expect(readdirSync(folder.path).map((name) => statSync(join(folder.path, name)).mode & 0o777)).toEqual([0o600]);
    const { book: next, asked: later } = aBook();
    expect(next.view(desk).key).toEqual({ kept: 'sealed', last4: 'WXYZ' });
    await next.modelFor(desk, judgeOf(next));
    expect(later).toEqual([{ baseUrl: 'https://api.openai.com/v1', key: KEY, model: 'gpt-4o-mini', temperature: 0, seed: 7, timeoutMs: 60_000 }]);
    expect(asked).toEqual([]);
  });

  it('forget a key that is taken back, on the disk too', async () => {
    const { book } = aBook();
    book.setKey(desk, KEY);
    expect(book.setKey(desk, null).key).toEqual({ kept: 'none', last4: null });
    expect(existsSync(join(folder.path, 'judge.sealed'))).toBe(false);
    expect(await book.modelFor(desk, judgeOf(book))).toBe('no_key');
  });

  it.each([['no keyring', aKeyring({ available: false })], ['a keyring that is not open yet', null]] as const)('with %s keep a key until the app ends', async (_, keyring) => {
    const { book, asked } = aBook(keyring);
    expect(book.setKey(desk, KEY).key).toEqual({ kept: 'memory', last4: 'WXYZ' });
    expect(readdirSync(folder.path)).toEqual([]);
    await book.modelFor(desk, judgeOf(book));
    expect(asked[0]?.key).toBe(KEY);
    expect(aBook(keyring).book.view(desk).key.kept).toBe('none');
  });

  it('have no key where the keyring is locked or another one, and say nothing of it', () => {
    const keyring = aKeyring();
    aBook(keyring).book.setKey(desk, KEY);
    keyring.locked = true;
    const { book, logged } = aBook(keyring);
    expect(book.view(desk).key.kept).toBe('none');
    expect(JSON.stringify(logged)).not.toContain('canary');
    expect(existsSync(join(folder.path, 'judge.sealed'))).toBe(true);
  });

  it('send a key to no other server than the one it was given for', async () => {
    const { book, asked } = aBook();
    book.setKey(desk, KEY);
    const before = judgeOf(book);
    expect(book.save(desk, { baseUrl: 'https://other.example/v1/' })).toMatchObject({ baseUrl: 'https://other.example/v1', key: { kept: 'none' } });
    expect(await book.modelFor(desk, judgeOf(book))).toBe('no_key');
    expect(await book.modelFor(desk, before)).toBe('judge_changed');
    book.setKey(desk, KEY);
    writeFileSync(join(folder.path, 'judge.json'), JSON.stringify({ ...book.choices(desk), baseUrl: 'https://third.example/v1' }));
    expect(aBook().book.view(desk).key.kept).toBe('none');
    expect(asked).toEqual([]);
  });

  it('take no address that a key may not go to; a server on this machine needs no key', async () => {
    const { book, asked } = aBook();
    for (const baseUrl of ['http://api.openai.com/v1', 'ftp://x', 'https://a:b@x.example']) expect(() => book.save(desk, { baseUrl })).toThrow(expect.objectContaining({ code: 'bad_request' }) as Error);
    book.save(desk, { baseUrl: 'http://127.0.0.1:11434/v1' });
    await book.modelFor(desk, judgeOf(book));
    expect(asked[0]).toMatchObject({ baseUrl: 'http://127.0.0.1:11434/v1', key: 'none' });
  });

  it('belong to one person', () => {
    const { book } = aBook(aKeyring({ available: false }));
    book.setKey(desk, KEY);
    expect(book.view({ ...desk, userId: 'somebody else' }).key.kept).toBe('none');
  });
});
