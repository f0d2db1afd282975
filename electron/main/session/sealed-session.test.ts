import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Profile } from './profile.ts';
import { SealedSession } from './sealed-session.ts';
import { aFolder, aKeyring } from './testing/session-world.ts';

const PROFILE: Profile = {
  user: { id: '5d0a0000-0000-4000-8000-000000000001', email: 'ed@example.com', displayName: 'Ed' },
  memberships: [],
  organizationId: null,
};

let folder: ReturnType<typeof aFolder>;
let file: string;
beforeEach(() => {
  folder = aFolder();
  file = join(folder.path, 'sessions', 'embedded.sealed');
});
afterEach(() => folder.remove());

function written(): SealedSession {
  const session = new SealedSession(file, aKeyring(), true);
  session.setProfile(PROFILE);
  session.storage.setItem('t', 'token');
  return session;
}

describe('a sealed session', () => {
  it('comes back whole, from a file for the owner only', () => {
    written();
    const again = new SealedSession(file, aKeyring(), true);
    expect(again.load()).toEqual({ tokens: { t: 'token' }, profile: PROFILE });
    expect(again.storage.getItem('t')).toBe('token');
    expect(statSync(file).mode & 0o077).toBe(0);
    again.storage.removeItem('t');
    expect(again.content.tokens).toEqual({});
  });

  it('behind a keyring that is locked for once is there at the next start', () => {
    written();
    const keyring = aKeyring();
    keyring.locked = true;
    expect(new SealedSession(file, keyring, true).load().profile).toBeNull();
    keyring.locked = false;
    expect(new SealedSession(file, keyring, true).load().profile).toEqual(PROFILE);
  });

  it.each([
    ['another keyring sealed', 'not of this keyring'],
    ['a crash left empty', ''],
  ])('that %s is set aside, not destroyed, by the one that replaces it', (_name, text) => {
    mkdirSync(join(folder.path, 'sessions'));
    writeFileSync(file, text);
    const session = new SealedSession(file, aKeyring(), true);
    expect(session.load()).toEqual({ tokens: {}, profile: null });
    expect(readFileSync(file, 'utf8')).toBe(text);
    session.setProfile(PROFILE);
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe(text);
    expect(new SealedSession(file, aKeyring(), true).load().profile).toEqual(PROFILE);
  });

  it('lives on in memory where the keyring or the disk takes nothing', () => {
    const notKept = vi.fn();
    const refusing = { ...aKeyring(), seal: () => { throw new Error('locked'); } };
    const session = new SealedSession(file, refusing, true, notKept);
    session.storage.setItem('t', 'token');
    expect(session.storage.getItem('t')).toBe('token');
    expect(notKept).toHaveBeenCalledOnce();
    expect(existsSync(file)).toBe(false);
  });

  it('that was forgotten stays so for storages handed out before', () => {
    const session = written();
    const late = session.storage;
    session.clear();
    late.setItem('t', 'a renewed token');
    expect(late.getItem('t')).toBeNull();
    expect(existsSync(file)).toBe(false);
    session.storage.setItem('t', 'of the next person');
    late.removeItem('t');
    expect(session.content.tokens).toEqual({ t: 'of the next person' });
  });

  it('in memory touches no file, and leaves one that is there', () => {
    written();
    const before = readFileSync(file);
    const session = new SealedSession(file, aKeyring({ available: false }), false);
    expect(session.load().profile).toBeNull();
    session.setProfile({ ...PROFILE, organizationId: null });
    expect(readFileSync(file)).toEqual(before);
  });
});
