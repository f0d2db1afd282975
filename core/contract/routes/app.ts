import { z } from 'zod';
import { route } from '../define.ts';

const nothing = z.strictObject({});
const done = z.object({});

/** What a person sets and the app remembers. `system` follows the operating system. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'ru']).default('system'),
  playbackRate: z.number().min(0.75).max(2.5).default(1),
  skipSilence: z.boolean().default(false),
});

/** State of the embedded workspace's process; `off` where a Supabase project is used. */
export const workspaceStateSchema = z.object({
  state: z.enum(['off', 'starting', 'ready', 'restarting', 'failed']),
  detail: z.string().nullable(),
});

export const windowStateSchema = z.object({
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  /** False where the system draws the window's buttons (macOS). */
  ownButtons: z.boolean(),
});

export const appRoutes = {
  'app.getInfo': route(
    nothing,
    z.object({
      version: z.string(),
      electron: z.string(),
      chromium: z.string(),
      /** Said on the About screen: development runs may use an older runtime than releases. */
      runtime: z.enum(['release', 'fallback']),
      platform: z.string(),
      locale: z.string(),
      logFile: z.string(),
    }),
  ),
  'app.getSettings': route(nothing, settingsSchema),
  'app.updateSettings': route(settingsSchema.partial().strict(), settingsSchema),
  'app.showLog': route(nothing, done),
  'app.getWorkspaceState': route(nothing, workspaceStateSchema),
  'app.restartWorkspace': route(nothing, workspaceStateSchema),
  'app.copyText': route(z.strictObject({ text: z.string().max(5_000_000) }), done),
  'window.getState': route(nothing, windowStateSchema),
  'window.minimize': route(nothing, done),
  'window.toggleMaximize': route(nothing, done),
  'window.close': route(nothing, done),
} as const;

export type Settings = z.infer<typeof settingsSchema>;
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;
export type WindowState = z.infer<typeof windowStateSchema>;
