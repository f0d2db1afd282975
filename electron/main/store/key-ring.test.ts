import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aMark, serveHere } from '../../store/testing.ts';
import { loadDataKey, storePathOf, unreadJournals, type KeyRingResult, type SecretBox } from './key-ring.ts';

const locked = (): never => {
  throw new Error('the keyring is locked');
};

/** A keyring with a password of its own; another password cannot open what it sealed. */
const keyring = (password: string, backend = 'gnome_libsecret', available = true): SecretBox => {
  const key = scryptSync(password, 'salt', 32, { N: 2 });
  return {
    available,
    backend,
    seal: (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
};

describe('the data key', () => {
  let home: string;
  let folder: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sidetone-key-'));
    folder = join(home, 'store');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is made once, sealed, and the same at every start', () => {
    const made = loadDataKey(folder, keyring('a'));
    expect(made).toMatchObject({ state: 'created', keyHex: expect.stringMatching(/^[0-9a-f]{64}$/), setAside: null });
    expect(loadDataKey(folder, keyring('a'))).toEqual({ ...made, state: 'ok' });
    const blob = readFileSync(join(folder, 'key.json'), 'utf8');
    expect(blob).not.toContain(made.keyHex);
    expect(JSON.parse(blob)).toMatchObject({ backend: 'gnome_libsecret' });
    expect(statSync(join(folder, 'key.json')).mode & 0o077).toBe(0);
    expect(storePathOf(folder, made)).toBe(join(folder, `store-${made.keyId}.db`));
  });

  it('without a keyring lives in memory, leaves nothing on disk and leaves an older blob alone', () => {
    const memory = loadDataKey(folder, keyring('a', 'basic_text', false));
    expect(memory.state).toBe('memory');
    expect(storePathOf(folder, memory)).toBe(':memory:');
    expect(readdirSync(home)).toEqual([]);
    const made = loadDataKey(folder, keyring('a'));
    expect(loadDataKey(folder, null)).toMatchObject({ state: 'memory', previousBackend: 'gnome_libsecret' });
    expect(loadDataKey(folder, keyring('a'))).toEqual({ ...made, state: 'ok' });
  });

  it('of a wiped keyring is kept aside; a new key means a new file', () => {
    const old = loadDataKey(folder, keyring('a'));
    const fresh = loadDataKey(folder, keyring('b'), Date.UTC(2026, 10, 22));
    expect(fresh).toMatchObject({ state: 'replaced', setAside: join(folder, 'key.json.kept-2026-11-22T00-00-00-000Z') });
    expect(storePathOf(folder, fresh)).not.toBe(storePathOf(folder, old));
    writeFileSync(join(folder, 'key.json'), readFileSync(fresh.setAside ?? ''));
    expect(loadDataKey(folder, keyring('a')).keyHex).toBe(old.keyHex);
  });

  it('moves to another keyring that still opens it, and says which one it came from', () => {
    const made = loadDataKey(folder, keyring('a', 'kwallet5'));
    expect(loadDataKey(folder, keyring('a', 'kwallet6'))).toMatchObject({ state: 'ok', keyHex: made.keyHex, previousBackend: 'kwallet5' });
    expect(loadDataKey(folder, keyring('a', 'kwallet6')).previousBackend).toBeNull();
  });

  it('in a file that is no blob is kept aside too', () => {
    loadDataKey(folder, keyring('a'));
    for (const wrong of ['', '{', '{"version":2}', JSON.stringify({ version: 1, backend: 'x', keyId: 'y', sealed: 'AAAA' })]) {
      writeFileSync(join(folder, 'key.json'), wrong);
      const result = loadDataKey(folder, keyring('a'), Math.floor(Math.random() * 1e12));
      expect(result.state).toBe('replaced');
      expect(readFileSync(result.setAside ?? '', 'utf8')).toBe(wrong);
    }
  });

  /** A store of this key whose journal holds an operation that was not sent; gives its files back byte for byte. */
  const leaveUnsent = (key: KeyRingResult): (() => string[]) => {
    const { ask, close } = serveHere();
    const path = storePathOf(folder, key);
    ask('open', { path, keyHex: key.keyHex });
    ask('addOperation', { operation: aMark(1) });
    close();
    const contents = () => [path, path.replace(/db$/, 'outbox')].map((file) => readFileSync(file).toString('base64'));
    const before = contents();
    return () => contents().filter((content, at) => content !== before[at]);
  };
  const unsentOf = (key: KeyRingResult): number => {
    const { ask, close } = serveHere();
    ask('open', { path: storePathOf(folder, key), keyHex: key.keyHex, onUnreadable: 'refuse' });
    const { operations } = ask('listOperations', { organizationId: null });
    close();
    return operations.length;
  };

  it.each<[string, SecretBox | null]>([
    ['there is none', keyring('a', 'basic_text', false)],
    ['it must not be used', null],
    ['it is locked and says so only when asked', { ...keyring('a'), seal: locked, open: locked }],
  ])('F23: the store of a keyring is left alone while %s, and what waits in it is named', (_name, box) => {
    const made = loadDataKey(folder, keyring('a'));
    const changed = leaveUnsent(made);
    const files = readdirSync(folder).toSorted();
    expect(loadDataKey(folder, box)).toMatchObject({ state: 'memory', setAside: null, outOfReach: [join(folder, `store-${made.keyId}.outbox`)] });
    expect(readdirSync(folder).toSorted()).toEqual(files);
    expect(changed()).toEqual([]);
    expect(loadDataKey(folder, keyring('a'))).toEqual(made.state === 'created' ? { ...made, state: 'ok' } : made);
    expect(unsentOf(made)).toBe(1);
  });

  it('F23: a wiped keyring leaves the store it belonged to, says what waits in it, and comes back with its keyring', () => {
    const made = loadDataKey(folder, keyring('a'));
    const changed = leaveUnsent(made);
    const fresh = loadDataKey(folder, keyring('b'), 1000);
    expect(fresh).toMatchObject({ state: 'replaced', outOfReach: [join(folder, `store-${made.keyId}.outbox`)] });
    expect(unsentOf(fresh)).toBe(0);
    expect(changed()).toEqual([]);
    const back = loadDataKey(folder, keyring('a'), 2000);
    expect(back).toMatchObject({ state: 'ok', keyHex: made.keyHex, setAside: expect.stringContaining('key.json.kept-'), outOfReach: [] });
    expect(unsentOf(back)).toBe(1);
    expect(loadDataKey(folder, keyring('b'), 3000).keyHex).toBe(fresh.keyHex);
  });

  it('F23: moved to another keyring it opens the same store', () => {
    const made = loadDataKey(folder, keyring('a', 'kwallet5'));
    leaveUnsent(made);
    const moved = loadDataKey(folder, keyring('a', 'kwallet6'));
    expect(moved.outOfReach).toEqual([]);
    expect(unsentOf(moved)).toBe(1);
  });

  it('tells which journals a key does not read: another key\'s, one that was set aside, all without a key', () => {
    const made = loadDataKey(folder, keyring('a'));
    expect(unreadJournals(folder, null)).toEqual([]);
    leaveUnsent(made);
    const journal = join(folder, `store-${made.keyId}.outbox`);
    const fresh = loadDataKey(folder, keyring('b'), 1000);
    expect(unreadJournals(folder, made.keyHex)).toEqual([]);
    expect(unreadJournals(folder, fresh.keyHex)).toEqual([journal]);
    expect(unreadJournals(folder, null)).toEqual([journal]);
    // A journal that somebody wrote over is set aside by the next opening, and may still hold what was done.
    writeFileSync(journal, Buffer.alloc(200, 7));
    const { ask, close } = serveHere();
    ask('open', { path: storePathOf(folder, made), keyHex: made.keyHex });
    close();
    expect(unreadJournals(folder, made.keyHex)).toEqual([expect.stringContaining('.outbox.unreadable-')]);
  });

  it('counts no journal that holds nothing', () => {
    const made = loadDataKey(folder, keyring('a'));
    leaveUnsent(made);
    const { ask, close } = serveHere();
    ask('open', { path: storePathOf(folder, made), keyHex: made.keyHex });
    ask('removeOperation', { opId: aMark(1).opId });
    close();
    expect(loadDataKey(folder, null).outOfReach).toEqual([]);
  });
});
