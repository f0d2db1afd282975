import { accessSync, constants, mkdirSync } from 'node:fs';

/**
 * Why the app can keep nothing in its folder, in the system's own words; null where it can. Chromium takes a folder that it cannot
 * write for one that another start holds, and the app would end without a word.
 */
export function faultOfFolder(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
