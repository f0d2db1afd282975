import type { StoreErrorCode } from '../../core/store/protocol.ts';

/** A failure of the store with the code that crosses to main. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const BY_CODE: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_NOTADB', 'unreadable'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_CANTOPEN', 'read_only'],
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EROFS', 'read_only'],
  ['EACCES', 'read_only'],
];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The typed form of whatever SQLite or Node threw, decided by its code. */
export const asStoreError = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const known = BY_CODE.find(([prefix]) => code.startsWith(prefix));
  return new StoreError(known?.[1] ?? 'internal', error instanceof Error ? error.message : String(error));
};
