import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { routes } from '../../core/contract/index.ts';
import type { Network } from '../../core/contract/routes/app.ts';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import { version as releaseElectron } from '../../node_modules/electron/package.json';
import { readDemoUsers } from '../workspace/demo-users.ts';
import { workspaceFolder } from '../workspace/folder.ts';
import { composeHandlers } from './compose-handlers.ts';
import { composeSession } from './compose-session.ts';
import { createRouter } from './ipc/router.ts';
import { openLog } from './log/log.ts';
import { createRecordingDesk } from './media/recording-desk.ts';
import type { SessionManager } from './session/session-manager.ts';
import { openSettings } from './settings/settings.ts';
import { answerRequests, tellPage } from './shell/bridge.ts';
import { setMenu } from './shell/menu.ts';
import { menuLabels } from './shell/menu-labels.ts';
import { createPageSession } from './shell/page-session.ts';
import { startPeaksWorker, startStoreProcess, startWorkspaceProcess } from './shell/processes.ts';
import { OWN_PAGE, registerSchemes } from './shell/schemes.ts';
import { applyTheme, createWindow, rememberPlace, reviveRenderer, windowState } from './shell/window.ts';
import type { StorePort } from './store/store-client.ts';
import { WorkspaceSupervisor } from './workspace/supervisor.ts';

registerSchemes();
if (process.env['SIDETONE_USER_DATA']) app.setPath('userData', process.env['SIDETONE_USER_DATA']);
// Chromium's --password-store for those who cannot pass a switch: which keyring Linux uses.
if (process.env['SIDETONE_PASSWORD_STORE']) app.commandLine.appendSwitch('password-store', process.env['SIDETONE_PASSWORD_STORE']);

const userData = app.getPath('userData');
const log = openLog(join(userData, 'logs', 'sidetone.log'));
const settings = openSettings(userData);
const folder = workspaceFolder(join(userData, 'workspace'));
let window: BrowserWindow | null = null;
let network: Network = { online: true, lastReadAt: null };
const tell = <K extends EventName>(name: K, payload: EventPayload<K>): void => tellPage(window, name, payload);

const supervisor = new WorkspaceSupervisor({
  spawn: () => startWorkspaceProcess(folder.home, (line) => log.warn('workspace.output', { line })),
  changed: (state) => {
    log.info('workspace', state);
    tell('workspace.changed', state);
  },
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/** Says a change of the network once, and when the workspace was last read. */
function reached(isOnline: boolean): void {
  const changed = isOnline || network.online;
  network = { online: isOnline, lastReadAt: isOnline ? new Date().toISOString() : network.lastReadAt };
  if (changed) tell('network.changed', network);
}

function applySettings(): void {
  applyTheme(settings.get().theme);
  setMenu(menuLabels(settings.get().language, app.getLocale()), {
    navigate: (path) => tell('app.navigated', { path }),
    showLog: () => void handlers['app.showLog']({}),
  });
  tell('settings.changed', settings.get());
}

let openedSession: SessionManager | null = null;
let sessionReady: (manager: SessionManager) => void = () => undefined;
const manager = new Promise<SessionManager>((resolve) => {
  sessionReady = resolve;
});

const recordings = createRecordingDesk({ recordingsFolder: folder.recordings, origin: OWN_PAGE.slice(0, -1), startWorker: startPeaksWorker });
const handlers = composeHandlers({
  manager,
  supervisor,
  recordings,
  settings,
  settingsChanged: applySettings,
  log,
  network: () => network,
  window: () => {
    if (!window) throw new Error('There is no window.');
    return window;
  },
  tell,
  demoUsers: async () => {
    await supervisor.endpoint();
    return readDemoUsers(folder);
  },
  releaseElectron,
});
const router = createRouter({
  routes,
  handlers,
  onError: (route, error, cause) => log.warn('request.failed', { route, code: error.code, cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
});

const startStore = (): StorePort => startStoreProcess((line) => log.warn('store.output', { line }));

/**
 * The window first. The keyring is asked as soon as the page has its files, while it runs them: a locked one blocks,
 * but then its question has a window behind it. What reaches for the workspace waits for the first paint.
 */
function openWindow(): void {
  applySettings();
  const page = createPageSession(join(import.meta.dirname, '../renderer'), recordings.serve);
  window = createWindow(page.session, settings.windowPlace());
  const opened = window;
  // The store needs no key to start, so its process comes up while the page does.
  let ahead: StorePort | null = startStore();
  const takeStore = (): StorePort => {
    const port = ahead ?? startStore();
    ahead = null;
    return port;
  };
  rememberPlace(opened, settings.rememberWindow);
  reviveRenderer(opened, log.error);
  for (const change of ['maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'] as const) {
    opened.on(change as 'maximize', () => tell('window.changed', windowState(opened)));
  }
  opened.on('closed', () => (window = null));
  const painted = new Promise<void>((resolve) => opened.once('ready-to-show', resolve));
  const enter = (): void => {
    opened.show();
    const session = composeSession({ userData, log, supervisor, painted, startStore: takeStore, changed: (state) => tell('session.changed', state), reached });
    openedSession = session;
    session.restore();
    sessionReady(session);
    void session.countOnDevice().catch(() => undefined);
  };
  void Promise.race([painted, page.served]).then(enter);
  void opened.loadURL(OWN_PAGE);
}

let closing = false;

/** Closes files in order, but a process that does not answer holds the person up for no longer than three seconds. */
async function closeDown(): Promise<void> {
  recordings.close();
  const limit = new Promise((resolve) => setTimeout(resolve, 3_000));
  await Promise.race([Promise.allSettled([supervisor.stop(), openedSession?.close()]), limit]);
}

if (app.requestSingleInstanceLock()) {
  answerRequests(router, () => window);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void closeDown().finally(() => app.exit());
  });
  void app.whenReady().then(openWindow);
  log.info('start', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform });
} else {
  app.quit();
}
