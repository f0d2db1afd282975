import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const MAGIC = Buffer.from('sidetone outbox 1\n', 'latin1');
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const LENGTH = 4;
const CIPHER = 'aes-256-gcm';
/** A length beyond it is no length: the file is not what it was. */
const LONGEST = 64 * 1024 * 1024;

/** Bytes before the first record. */
export const HEADER_BYTES = MAGIC.length + SALT;

/** A fresh header. Its salt makes the key of this file, so that no two files ever share one. */
export const freshHeader = (): Buffer => Buffer.concat([MAGIC, randomBytes(SALT)]);

/** The key of a file's records; null where its header is not one. */
export const keyOf = (header: Buffer, storeKeyHex: string): Buffer | null =>
  header.length >= HEADER_BYTES && header.subarray(0, MAGIC.length).equals(MAGIC)
    ? Buffer.from(hkdfSync('sha256', Buffer.from(storeKeyHex, 'hex'), header.subarray(MAGIC.length, HEADER_BYTES), 'sidetone outbox journal', 32))
    : null;

/** The place of a record is sealed with it, so that none can be moved, repeated or taken out unseen. */
const placeOf = (index: number): Buffer => {
  const place = Buffer.alloc(LENGTH);
  place.writeUInt32BE(index);
  return place;
};

/** A record as it lies in the file: its length, then the sealed text. */
export const sealFrame = (key: Buffer, index: number, text: string): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(placeOf(index));
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};

const openFrame = (key: Buffer, index: number, body: Buffer): string | null => {
  try {
    const decipher = createDecipheriv(CIPHER, key, body.subarray(0, NONCE));
    decipher.setAAD(placeOf(index));
    decipher.setAuthTag(body.subarray(-TAG));
    return Buffer.concat([decipher.update(body.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
};

export interface FramesRead {
  /** The texts of the records that can be read, in order. */
  readonly texts: string[];
  /** Records up to and including the last that can be read, and where that one ends. */
  readonly count: number;
  readonly end: number;
  /** Records that are whole in length and cannot be read. */
  readonly unread: number;
  /** One that cannot be read lies before another: a power cut leaves one at most, the last. */
  readonly damaged: boolean;
}

/** Reads the records after the header. What a power cut left of the last one is no fault; it lies beyond `end`. */
export const readFrames = (key: Buffer, file: Buffer): FramesRead => {
  const texts: string[] = [];
  let read = { count: 0, end: HEADER_BYTES };
  let unread = 0;
  let damaged = false;
  for (let at = HEADER_BYTES, index = 0; at + LENGTH <= file.length; index += 1) {
    const length = file.readUInt32BE(at);
    if (length <= NONCE + TAG || length > LONGEST || at + LENGTH + length > file.length) break;
    at += LENGTH + length;
    const text = openFrame(key, index, file.subarray(at - length, at));
    if (text === null) {
      unread += 1;
    } else {
      damaged ||= unread > 0;
      texts.push(text);
      read = { count: index + 1, end: at };
    }
  }
  return { texts, ...read, unread, damaged: damaged || unread > 1 };
};
