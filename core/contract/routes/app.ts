import { z } from 'zod';
import { route } from '../define.ts';

const nothing = z.strictObject({});
const done = z.object({});

/** Widths beside a call, in CSS pixels. */
export const CALL_LIST_WIDTH = { min: 220, max: 400, usual: 280 };
export const SCORE_WIDTH = { min: 420, max: 560, usual: 476 };

/** What a person can set. `system` follows the operating system. */
const choices = {
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'ru']),
  playbackRate: z.number().min(0.75).max(2.5),
  skipSilence: z.boolean(),
  /** Whether the judge's values stay hidden until the person has committed to his. */
  blindFirst: z.boolean(),
  /** Whether the list stands beside the call, or only its rail. */
  callListOpen: z.boolean(),
  /** CSS pixels, where the list stands beside the call. */
  callListWidth: z.int().min(CALL_LIST_WIDTH.min).max(CALL_LIST_WIDTH.max),
  /** CSS pixels of the score's column. */
  scoreWidth: z.int().min(SCORE_WIDTH.min).max(SCORE_WIDTH.max),
};

/** What a person set and the app remembers; what was never set has its default. */
export const settingsSchema = z.object({
  theme: choices.theme.default('system'),
  language: choices.language.default('system'),
  playbackRate: choices.playbackRate.default(1),
  skipSilence: choices.skipSilence.default(false),
  blindFirst: choices.blindFirst.default(false),
  callListOpen: choices.callListOpen.default(false),
  callListWidth: choices.callListWidth.default(CALL_LIST_WIDTH.usual),
  scoreWidth: choices.scoreWidth.default(SCORE_WIDTH.usual),
});

/** State of the embedded workspace's process; `off` where a Supabase project is used. */
export const workspaceStateSchema = z.object({
  state: z.enum(['off', 'starting', 'ready', 'restarting', 'failed']),
  detail: z.string().nullable(),
});

/** Whether the last request reached the workspace, and when one last did (ISO time). */
export const networkSchema = z.object({ online: z.boolean(), lastReadAt: z.string().nullable() });

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
  'app.updateSettings': route(z.strictObject(choices).partial(), settingsSchema),
  'app.showLog': route(nothing, done),
  'app.getWorkspaceState': route(nothing, workspaceStateSchema),
  'app.getNetwork': route(nothing, networkSchema),
  'app.restartWorkspace': route(nothing, workspaceStateSchema),
  'app.copyText': route(z.strictObject({ text: z.string().max(5_000_000) }), done),
  'window.getState': route(nothing, windowStateSchema),
  'window.minimize': route(nothing, done),
  'window.toggleMaximize': route(nothing, done),
  'window.close': route(nothing, done),
} as const;

export type Settings = z.infer<typeof settingsSchema>;
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;
export type Network = z.infer<typeof networkSchema>;
export type WindowState = z.infer<typeof windowStateSchema>;
