import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import type { Log } from './log/log.ts';
import type { RecordingDesk } from './media/recording-desk.ts';
import type { SettingsFile } from './settings/settings.ts';
import { createPageSession } from './shell/page-session.ts';
import { OWN_PAGE } from './shell/schemes.ts';
import { createWindow, rememberPlace, reviveRenderer, windowState } from './shell/window.ts';

export interface WindowParts {
  readonly settings: SettingsFile;
  readonly recordings: RecordingDesk;
  readonly log: Log;
  readonly tell: <K extends EventName>(name: K, payload: EventPayload<K>) => void;
  readonly painted: () => void;
  readonly closed: () => void;
}

const CHANGES = ['maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'] as const;

/** The one window with its page. `painted` is heard when it has its first picture. */
export function composeWindow({ settings, recordings, log, tell, painted, closed }: WindowParts): BrowserWindow {
  const pageSession = createPageSession(join(import.meta.dirname, '../renderer'), recordings.serve);
  const window = createWindow(pageSession, settings.windowPlace());
  rememberPlace(window, settings.rememberWindow);
  reviveRenderer(window, log.error);
  for (const change of CHANGES) window.on(change as 'maximize', () => tell('window.changed', windowState(window)));
  window.on('closed', closed);
  window.once('ready-to-show', painted);
  void window.loadURL(OWN_PAGE);
  return window;
}
