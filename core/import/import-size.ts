import { AppError } from '../contract/errors.ts';

const MEGABYTE = 1024 * 1024;

/** The most that an import takes at once, in bytes: some 6,000 calls of median size. */
export const MAX_IMPORT_BYTES = 256 * MEGABYTE;

/** Throws `too_large` for more than an import takes; the words are the ones the screen has for it. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > MAX_IMPORT_BYTES) throw new AppError('too_large', `This is more than ${MAX_IMPORT_BYTES / MEGABYTE} MB. Import it in parts.`, { bytes });
}
