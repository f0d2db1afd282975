import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The system's keyring as this module needs it; main makes it from Electron's safeStorage. */
export interface SecretBox {
  readonly available: boolean;
  /** Which keyring answers (`gnome_libsecret`, `kwallet6`, `keychain`, `dpapi`, `basic_text`, …). */
  readonly backend: string;
  seal(text: string): Uint8Array;
  /** Throws where the blob was sealed by another keyring. */
  open(sealed: Uint8Array): string;
}

/**
 * `ok`: the data key on disk was unwrapped. `created`: there was none, one was made. `memory`: no keyring, or a locked one, so
 * the key and the store live in memory only. `replaced`: the blob could not be unwrapped; it was kept aside and a new key made.
 */
export interface KeyRingResult {
  readonly state: 'ok' | 'created' | 'memory' | 'replaced';
  /** 32 bytes as hex. Never log it. */
  readonly keyHex: string;
  /** Names the store's file: another key is another file, so that no file is opened with a wrong key. */
  readonly keyId: string;
  /** The keyring the key was wrapped by before, where it is another one now. */
  readonly previousBackend: string | null;
  /** Where the blob that could not be unwrapped lies. */
  readonly setAside: string | null;
  /** Journals in this folder that hold unsent operations and need another key. They stay: a keyring can come back. */
  readonly outOfReach: readonly string[];
}

const FILE = 'key.json';
const blobSchema = z.object({ version: z.literal(1), backend: z.string(), keyId: z.string(), sealed: z.base64() });
/** A journal of the store's process that holds nothing has no more than its header. */
const EMPTY_JOURNAL_BYTES = 34;
const KEY = /^[0-9a-f]{64}$/;

type Blob = z.infer<typeof blobSchema>;

const keyIdOf = (keyHex: string): string => createHash('sha256').update(`sidetone key id ${keyHex}`).digest('hex').slice(0, 12);

const readBlob = (path: string): Blob | null => {
  try {
    const parsed = blobSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const unwrap = (box: SecretBox, blob: Blob): string | null => {
  try {
    const keyHex = box.open(Buffer.from(blob.sealed, 'base64'));
    return KEY.test(keyHex) && keyIdOf(keyHex) === blob.keyId ? keyHex : null;
  } catch {
    return null;
  }
};

/** The blob of a key; null where the keyring seals nothing, as a locked one. */
const wrap = (box: SecretBox, keyHex: string): Blob | null => {
  try {
    return { version: 1, backend: box.backend, keyId: keyIdOf(keyHex), sealed: Buffer.from(box.seal(keyHex)).toString('base64') };
  } catch {
    return null;
  }
};

/** Written whole or not at all: a key half on disk is a store lost. */
const keepWrapped = (path: string, blob: Blob | null): void => {
  if (!blob) return;
  writeFileSync(`${path}.part`, JSON.stringify(blob), { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
};

/** Moves the wrapped key out of the way without reading it; returns where it lies. */
const keepAside = (path: string, now: number): string => {
  const target = `${path}.kept-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(path, target);
  return target;
};

/** A key that was set aside and that this keyring opens: it was another one's turn for a while. The latest first. */
const keptKey = (directory: string, box: SecretBox): string | null => {
  const kept = namesIn(directory).filter((name) => name.startsWith(`${FILE}.kept-`)).toSorted().toReversed();
  const keys = kept.map((name) => {
    const blob = readBlob(join(directory, name));
    return blob ? unwrap(box, blob) : null;
  });
  return keys.find((key) => key !== null) ?? null;
};

const namesIn = (directory: string): string[] => (existsSync(directory) ? readdirSync(directory) : []);

const journalsIn = (directory: string, isMeant: (name: string) => boolean): string[] =>
  namesIn(directory)
    .filter((name) => /^store-[0-9a-f]+\.outbox(\.(unreadable|damaged)-.*)?$/.test(name) && isMeant(name))
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).size > EMPTY_JOURNAL_BYTES);

const outOfReachOf = (directory: string, keyId: string): string[] =>
  journalsIn(directory, (name) => name.endsWith('.outbox') && name !== `store-${keyId}.outbox`);

/**
 * Journals in this folder that may hold what was not sent and that a store opened with this key does not read: those of other
 * keys, and those that were set aside. All of them where there is no key.
 */
export const unreadJournals = (directory: string, keyHex: string | null): string[] => {
  const read = keyHex === null ? null : `store-${keyIdOf(keyHex)}.outbox`;
  return journalsIn(directory, (name) => name !== read);
};

/** A key for a folder whose blob is not there or cannot be unwrapped; null where the keyring seals nothing, and nothing was moved. */
const findOrMake = (directory: string, box: SecretBox, now: number): Pick<KeyRingResult, 'state' | 'keyHex' | 'setAside'> | null => {
  const path = join(directory, FILE);
  const isLost = existsSync(path);
  const kept = isLost ? keptKey(directory, box) : null;
  const keyHex = kept ?? randomBytes(32).toString('hex');
  const wrapped = wrap(box, keyHex);
  if (!wrapped) return null;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const setAside = isLost ? keepAside(path, now) : null;
  keepWrapped(path, wrapped);
  return { state: kept !== null ? 'ok' : isLost ? 'replaced' : 'created', keyHex, setAside };
};

/**
 * Loads the data key of a folder, or makes one. Nothing is ever deleted: without a keyring the blob stays as it is, and
 * one that cannot be unwrapped is renamed; an earlier one that can be takes its place. `box` null means the person's keyring
 * must not be used.
 */
export const loadDataKey = (directory: string, box: SecretBox | null, now: number = Date.now()): KeyRingResult => {
  const path = join(directory, FILE);
  const blob = readBlob(path);
  const answer = (state: KeyRingResult['state'], keyHex: string, more: Partial<KeyRingResult> = {}): KeyRingResult => {
    const keyId = keyIdOf(keyHex);
    return { state, keyHex, keyId, previousBackend: null, setAside: null, outOfReach: outOfReachOf(directory, keyId), ...more };
  };
  const inMemory = () => answer('memory', randomBytes(32).toString('hex'), { previousBackend: blob?.backend ?? null });
  if (!box?.available) return inMemory();
  const previousBackend = blob && blob.backend !== box.backend ? blob.backend : null;
  const known = blob ? unwrap(box, blob) : null;
  if (known !== null) {
    if (previousBackend !== null) keepWrapped(path, wrap(box, known));
    return answer('ok', known, { previousBackend });
  }
  const found = findOrMake(directory, box, now);
  return found ? answer(found.state, found.keyHex, { previousBackend, setAside: found.setAside }) : inMemory();
};

/** Path of the store that belongs to a key, for the open message; in memory where the key is. */
export const storePathOf = (directory: string, { state, keyId }: Pick<KeyRingResult, 'state' | 'keyId'>): string =>
  state === 'memory' ? ':memory:' : join(directory, `store-${keyId}.db`);
