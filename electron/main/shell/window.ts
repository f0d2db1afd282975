import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen, type MessageBoxOptions, type Rectangle, type Session } from 'electron';
import type { Settings, WindowState } from '../../../core/contract/routes/app.ts';
import type { WindowPlace } from '../settings/settings.ts';
import type { MenuLabels } from './menu-labels.ts';
import { createReviver } from './revive.ts';
import { OWN_PAGE } from './schemes.ts';

const DEFAULT_SIZE = { width: 1440, height: 900 };
const LEAST_SIZE = { minWidth: 1024, minHeight: 640 };

/** macOS keeps its own buttons; elsewhere the page draws them into the title bar. */
const ownButtons = process.platform !== 'darwin';

/** A remembered place counts only while some screen still shows most of it. */
function visiblePlace(place: WindowPlace | null): Partial<Rectangle> {
  if (place?.x === undefined || place.y === undefined) return place ? { width: place.width, height: place.height } : {};
  const { x, y, width, height } = place;
  const shows = screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return across > width / 2 && down > height / 2;
  });
  return shows ? { x, y, width, height } : { width, height };
}

const surface = (): string => (nativeTheme.shouldUseDarkColors ? '#0D0F12' : '#F3F4F6');

/** The window, hidden until it is asked to show; until its first paint it has the page's colour. It has no Node, a sandbox, and no way to leave its own page. */
export function createWindow(pageSession: Session, place: WindowPlace | null): BrowserWindow {
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...LEAST_SIZE,
    ...visiblePlace(place),
    useContentSize: true,
    show: false,
    title: 'Sidetone',
    backgroundColor: surface(),
    ...(ownButtons ? { frame: false } : { titleBarStyle: 'hiddenInset', trafficLightPosition: { x: 12, y: 12 } }),
    webPreferences: {
      session: pageSession,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  guard(window);
  if (place?.maximized) window.maximize();
  return window;
}

/** Nothing navigates away, nothing opens a window, no UDP leaves. */
function guard({ webContents }: BrowserWindow): void {
  webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (!event.url.startsWith(OWN_PAGE)) event.preventDefault();
  };
  webContents.on('will-navigate', stay);
  webContents.on('will-frame-navigate', stay);
}

/** The page's address of a path of its router. */
export const addressOf = (path: string): string => `${OWN_PAGE}#${path}`;

/**
 * Sends the page to a path of its router, at any time: where it has loaded only the part after the # changes, and it goes
 * there without loading anew; while it loads, it begins there.
 */
export function goTo({ webContents }: BrowserWindow, path: string): void {
  const address = addressOf(path);
  if (webContents.getURL() !== address) void webContents.loadURL(address).catch(() => undefined);
}

/** Remembers size and place as they settle. */
export function rememberPlace(window: BrowserWindow, save: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (window.isDestroyed() || window.isMinimized()) return;
      const { x, y } = window.getNormalBounds();
      const [width = DEFAULT_SIZE.width, height = DEFAULT_SIZE.height] = window.isMaximized() ? [window.getNormalBounds().width, window.getNormalBounds().height] : window.getContentSize();
      save({ x, y, width, height, maximized: window.isMaximized() });
    }, 300);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
}

export const windowState = (window: BrowserWindow): WindowState => ({
  maximized: window.isMaximized(),
  fullScreen: window.isFullScreen(),
  ownButtons,
});

/** A renderer that dies is loaded again; one that dies at once again is the person's to decide, in the system's own window. */
export function reviveRenderer(window: BrowserWindow, log: (event: string, details: Record<string, unknown>) => void, labels: () => MenuLabels): void {
  const soon = (load: () => void): void => void setTimeout(() => !window.isDestroyed() && load(), 100);
  const died = createReviver({
    reload: () => soon(() => window.webContents.reload()),
    // The list by its own address: the page without one would open the call again that it may have died of.
    startOver: () => soon(() => void window.loadURL(addressOf('/calls'))),
    ask: async () => {
      const { stopped, stoppedText, reload, quit } = labels();
      const question: MessageBoxOptions = { type: 'error', title: 'Sidetone', message: stopped, detail: stoppedText, buttons: [reload, quit], defaultId: 0, cancelId: 0, noLink: true };
      const { response } = await dialog.showMessageBox(window, question);
      return response === 1 ? 'quit' : 'reload';
    },
    quit: () => app.quit(),
    now: () => Date.now(),
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    log('renderer.gone', { reason: details.reason, exitCode: details.exitCode });
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) void died();
  });
}

/** The theme a person chose drives the native parts too; `system` follows the desktop. */
export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme;
}
