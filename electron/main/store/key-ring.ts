import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
 * `ok`: the data key on disk was unwrapped. `created`: there was none, one was made. `memory`: no keyring, so the key and
 * the store live in memory only. `replaced`: the blob could not be unwrapped; it was kept aside and a new key made.
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
}

const FILE = 'key.json';
const blobSchema = z.object({ version: z.literal(1), backend: z.string(), keyId: z.string(), sealed: z.base64() });
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

/** Written whole or not at all: a key half on disk is a store lost. */
const writeBlob = (path: string, box: SecretBox, keyHex: string): void => {
  const blob: Blob = { version: 1, backend: box.backend, keyId: keyIdOf(keyHex), sealed: Buffer.from(box.seal(keyHex)).toString('base64') };
  writeFileSync(`${path}.part`, JSON.stringify(blob), { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
};

/** Moves the wrapped key out of the way without reading it; returns where it lies. */
const keepAside = (path: string, now: number): string => {
  const target = `${path}.kept-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(path, target);
  return target;
};

/**
 * Loads the data key of a folder, or makes one. Nothing is ever deleted: without a keyring the blob stays as it is, and
 * one that cannot be unwrapped is renamed. `box` null means the person's keyring must not be used.
 */
export const loadDataKey = (directory: string, box: SecretBox | null, now: number = Date.now()): KeyRingResult => {
  const fresh = randomBytes(32).toString('hex');
  const made = { keyHex: fresh, keyId: keyIdOf(fresh), setAside: null };
  const path = join(directory, FILE);
  const blob = readBlob(path);
  if (!box?.available) return { ...made, state: 'memory', previousBackend: blob?.backend ?? null };
  const previousBackend = blob && blob.backend !== box.backend ? blob.backend : null;
  const keyHex = blob ? unwrap(box, blob) : null;
  if (blob && keyHex !== null) {
    if (previousBackend !== null) writeBlob(path, box, keyHex);
    return { state: 'ok', keyHex, keyId: blob.keyId, previousBackend, setAside: null };
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const setAside = existsSync(path) ? keepAside(path, now) : null;
  writeBlob(path, box, fresh);
  return { ...made, state: setAside === null ? 'created' : 'replaced', previousBackend, setAside };
};

/** Path of the store that belongs to a key, for the open message; in memory where the key is. */
export const storePathOf = (directory: string, { state, keyId }: Pick<KeyRingResult, 'state' | 'keyId'>): string =>
  state === 'memory' ? ':memory:' : join(directory, `store-${keyId}.db`);
