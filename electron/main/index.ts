import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { routes } from '../../core/contract/index.ts';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import type { Session } from '../../core/contract/routes/session.ts';
import { version as releaseElectron } from '../../node_modules/electron/package.json';
import { readDemoUsers } from '../workspace/demo-users.ts';
import { workspaceFolder } from '../workspace/folder.ts';
import { composeHandlers } from './compose-handlers.ts';
import { composeSession } from './compose-session.ts';
import { composeSync } from './compose-sync.ts';
import { composeWindow } from './compose-window.ts';
import { createRouter } from './ipc/router.ts';
import { openLog } from './log/log.ts';
import { createRecordingDesk } from './media/recording-desk.ts';
import { createNetworkState } from './remote/network-state.ts';
import type { SessionManager } from './session/session-manager.ts';
import { watchReader } from './session/reader.ts';
import { openSettings } from './settings/settings.ts';
import { answerRequests, forgetHeard, tellPage } from './shell/bridge.ts';
import { live } from './shell/lifecycle.ts';
import { setMenu } from './shell/menu.ts';
import { menuLabels } from './shell/menu-labels.ts';
import { oneAhead, startPeaksWorker, startStoreProcess, startWorkspaceProcess } from './shell/processes.ts';
import { OWN_PAGE, registerSchemes } from './shell/schemes.ts';
import { applyTheme, goTo } from './shell/window.ts';
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

const network = createNetworkState((state) => {
  tell('network.changed', state);
  sync.reached(state.online);
}, () => new Date());

function applySettings(): void {
  applyTheme(settings.get().theme);
  setMenu(menuLabels(settings.get().language, app.getLocale()), {
    goTo: (path) => window && goTo(window, path),
    showAbout: () => tell('about.asked', {}),
    showLog: () => void handlers['app.showLog']({}),
  });
  tell('settings.changed', settings.get());
}

let openedSession: SessionManager | null = null;
let sessionReady: (manager: SessionManager) => void = () => undefined;
const manager = new Promise<SessionManager>((resolve) => {
  sessionReady = resolve;
});

const recordings = createRecordingDesk({ recordingsFolder: folder.recordings, runFolder: join(userData, 'recordings-of-this-run'), origin: OWN_PAGE.slice(0, -1), startWorker: startPeaksWorker });
const sync = composeSync({ manager, userData, recordings, log, tell });
const handlers = composeHandlers({
  manager,
  supervisor,
  recordings,
  sync,
  settings,
  settingsChanged: applySettings,
  log,
  network: network.get,
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

const seeReader = watchReader(() => {
  void recordings.forget();
  forgetHeard(window);
  sync.readerChanged();
});
const sessionChanged = (session: Session): void => {
  seeReader(session);
  tell('session.changed', session);
};

/**
 * The window first. The keyring is asked as soon as the page has its files, while it runs them: a locked one blocks,
 * but then its question has a window behind it. What reaches for the workspace waits for the first paint.
 */
function openWindow(path: string | null): void {
  recordings.sweep();
  applySettings();
  const openSession = (painted: Promise<void>): void => {
    const session = composeSession({ userData, log, supervisor, painted, startStore: () => takeStore(), letGo: recordings.forget, changed: sessionChanged, reached: network.reached, keyringOpened: sync.scoring.keyringOpened });
    openedSession = session;
    session.restore();
    seeReader(session.current());
    sessionReady(session);
    sync.outbox.wake();
    void session.countOnDevice().catch(() => undefined);
  };
  window = composeWindow({ path, settings, recordings, log, tell, served: openSession, closed: () => (window = null) });
  // The store needs no key to start, so its process comes up while the page does.
  const takeStore = oneAhead(() => startStoreProcess((line) => log.warn('store.output', { line })));
}

const isRunning = live({
  folder: userData,
  unwritable: (fault) => {
    const { noFolder, noFolderText } = menuLabels(settings.get().language, app.getLocale());
    return { title: noFolder, text: `${noFolderText}\n\n${userData}\n${fault}` };
  },
  open: openWindow,
  again: (path) => {
    if (!window) return;
    if (path !== null) goTo(window, path);
    if (window.isMinimized()) window.restore();
    window.focus();
  },
  closeDown: async () => {
    sync.stop();
    recordings.close();
    await Promise.allSettled([supervisor.stop(), openedSession?.close()]);
  },
});
if (isRunning) {
  answerRequests(router, () => window);
  log.info('start', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform });
}
