import { join } from 'node:path';
import { z } from 'zod';
import { settingsSchema, type Settings } from '../../../core/contract/routes/app.ts';
import { readJson, writeJson } from './json-file.ts';

/** Where a window stood, in screen pixels. */
export const windowPlaceSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
});

const fileSchema = z.object({ settings: settingsSchema, window: windowPlaceSchema.nullable() });

export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** What a person set and where the window stood, in settings.json. An unreadable file counts as a fresh one. */
export interface SettingsFile {
  get(): Settings;
  update(change: { [K in keyof Settings]?: Settings[K] | undefined }): Settings;
  windowPlace(): WindowPlace | null;
  rememberWindow(place: WindowPlace): void;
}

/** Opens settings.json in the app's user-data folder. */
export function openSettings(userData: string): SettingsFile {
  const file = join(userData, 'settings.json');
  let current = readJson(file, fileSchema) ?? { settings: settingsSchema.parse({}), window: null };
  const save = (next: typeof current): void => {
    current = next;
    writeJson(file, current);
  };
  return {
    get: () => current.settings,
    update: (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      save({ ...current, settings: settingsSchema.parse({ ...current.settings, ...given }) });
      return current.settings;
    },
    windowPlace: () => current.window,
    rememberWindow: (window) => {
      try {
        save({ ...current, window });
      } catch {
        // A disk that is full or may not be written: the next start opens the window where it stood before.
      }
    },
  };
}
