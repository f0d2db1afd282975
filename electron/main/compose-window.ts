import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import type { Log } from './log/log.ts';
import type { RecordingDesk } from './media/recording-desk.ts';
import type { SettingsFile } from './settings/settings.ts';
import { menuLabels } from './shell/menu-labels.ts';
import { createPageSession } from './shell/page-session.ts';
import { addressOf, createWindow, rememberPlace, reviveRenderer, windowState } from './shell/window.ts';

export interface WindowParts {
  /** Where the page begins, as a path of its router; null where nobody asked for a place. */
  readonly path: string | null;
  readonly settings: SettingsFile;
  readonly recordings: RecordingDesk;
  readonly log: Log;
  readonly tell: <K extends EventName>(name: K, payload: EventPayload<K>) => void;
  /** Hears that the page has its files, with the promise of its first picture. */
  readonly served: (painted: Promise<void>) => void;
  readonly closed: () => void;
}

const CHANGES = ['maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'] as const;

/** After the first picture the page asks for what it shows; only then comes what loads the client of the workspace. */
const FIRST_QUESTIONS_MS = 100;
/** A window that nobody sees may never draw: then the workspace is asked all the same, so that what waits is sent. */
const UNSEEN_MS = 3000;

/** The one window with its page; it shows as soon as the page has its files. */
export function composeWindow({ path, settings, recordings, log, tell, served, closed }: WindowParts): BrowserWindow {
  const page = createPageSession(join(import.meta.dirname, '../renderer'), recordings.serve);
  const window = createWindow(page.session, settings.windowPlace());
  rememberPlace(window, settings.rememberWindow);
  reviveRenderer(window, log.error, () => menuLabels(settings.get().language, app.getLocale()));
  for (const change of CHANGES) window.on(change as 'maximize', () => tell('window.changed', windowState(window)));
  window.on('closed', closed);
  const painted = new Promise<void>((resolve) => {
    window.once('ready-to-show', () => setTimeout(resolve, FIRST_QUESTIONS_MS));
    void page.served.then(() => setTimeout(resolve, UNSEEN_MS));
  });
  const show = (): void => {
    if (window.isDestroyed()) return;
    window.show();
    served(painted);
  };
  void Promise.race([painted, page.served]).then(show);
  void window.loadURL(addressOf(path ?? '/'));
  return window;
}
