import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/** Plain bytes of one chunk; the last one may be shorter. */
export const CHUNK_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
export const HEADER_BYTES = 52;
export const FILE_ID_BYTES = 16;

const MAGIC = 'STSF';
const VERSION = 1;
const SIGNED_BYTES = HEADER_BYTES - TAG_BYTES;
const HEADER_INDEX = 0xffff_ffff_ffff_ffffn;

/** The file is not what was sealed: changed, cut, exchanged, or under another key; or it would be over its cap. */
export class SealedFileError extends Error {
  override readonly name = 'SealedFileError';
  readonly code: 'damaged' | 'too-large';

  constructor(code: 'damaged' | 'too-large', message: string) {
    super(message);
    this.code = code;
  }
}

/** A key of its own for each file, so that chunk numbers can serve as nonces. */
export const fileKey = (keyHex: string, fileId: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(keyHex, 'hex'), fileId, 'sidetone sealed file 1', 32));

const nonceOf = (index: bigint): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(index, 4);
  return nonce;
};

/** Encrypts chunk `index`; its place and file are part of what the tag covers. */
export const sealChunk = (key: Buffer, fileId: Uint8Array, index: bigint, plain: Uint8Array, context: Uint8Array = fileId): Buffer => {
  const nonce = nonceOf(index);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([context, nonce]));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Decrypts chunk `index`. Throws SealedFileError `damaged` where a bit differs. */
export const openChunk = (key: Buffer, fileId: Uint8Array, index: bigint, sealed: Uint8Array, context: Uint8Array = fileId): Buffer => {
  const nonce = nonceOf(index);
  const body = sealed.subarray(0, sealed.length - TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.concat([context, nonce]));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SealedFileError('damaged', `chunk ${String(index)} does not match its tag`);
  }
};

/** Header of a file of `size` plain bytes: magic, version, length and file id, with a tag over all of them. */
export const sealHeader = (key: Buffer, fileId: Uint8Array, size: number): Buffer => {
  const head = Buffer.alloc(SIGNED_BYTES);
  head.write(MAGIC, 0, 'latin1');
  head.writeUInt32BE(VERSION, 4);
  head.writeUInt32BE(CHUNK_BYTES, 8);
  head.writeBigUInt64BE(BigInt(size), 12);
  head.set(fileId, 20);
  return Buffer.concat([head, sealChunk(key, fileId, HEADER_INDEX, new Uint8Array(), head)]);
};

/** Reads a header and proves it. Throws SealedFileError `damaged`. */
export const openHeader = (header: Buffer, keyHex: string): { size: number; fileId: Buffer; key: Buffer } => {
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, 4) !== MAGIC || header.readUInt32BE(4) !== VERSION) {
    throw new SealedFileError('damaged', 'no header of a sealed file');
  }
  const fileId = Buffer.from(header.subarray(20, 20 + FILE_ID_BYTES));
  const key = fileKey(keyHex, fileId);
  openChunk(key, fileId, HEADER_INDEX, header.subarray(SIGNED_BYTES, HEADER_BYTES), header.subarray(0, SIGNED_BYTES));
  return { size: Number(header.readBigUInt64BE(12)), fileId, key };
};

/** Length on disk of `size` plain bytes. */
export const sealedLength = (size: number): number => HEADER_BYTES + size + Math.ceil(size / CHUNK_BYTES) * TAG_BYTES;
