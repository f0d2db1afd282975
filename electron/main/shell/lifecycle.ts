import { app, dialog } from 'electron';
import { LINK_SCHEME, pathOfCommandLine, pathOfDeepLink } from '../../../core/links/deep-link.ts';
import { faultOfFolder } from './own-folder.ts';

export interface Life {
  /** Where the app keeps everything. */
  readonly folder: string;
  /** The words for a folder that cannot be written; asked for once the system's language is known. */
  readonly unwritable: (fault: string) => { readonly title: string; readonly text: string };
  /** The app starts, with a link's path or without. */
  readonly open: (path: string | null) => void;
  /** The app was started once more while it runs, or a link to it was followed. */
  readonly again: (path: string | null) => void;
  /** Closes files in order before the app goes. */
  readonly closeDown: () => Promise<unknown>;
}

/** Longest that closing down may hold the person up, in milliseconds: a process may not answer. */
const PATIENCE_MS = 3_000;

/** Runs the app from its start to its end, or ends at once where it runs already or cannot. Says which. */
export function live({ folder, unwritable, open, again, closeDown }: Life): boolean {
  const fault = faultOfFolder(folder);
  if (fault !== null) {
    void app.whenReady().then(() => endSaying(unwritable(fault)));
    return false;
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  let closing = false;
  let linked = pathOfCommandLine(process.argv);
  registerLinks();
  app.on('second-instance', (_event, words) => again(pathOfCommandLine(words)));
  // macOS, where a link that starts the app comes before it is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (app.isReady()) again(pathOfDeepLink(url));
    else linked = pathOfDeepLink(url);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    const limit = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([closeDown(), limit]).finally(() => app.exit());
  });
  void app.whenReady().then(() => open(linked));
  return true;
}

/** Says in a window of the system's own why the app cannot run, and on stderr for who started it from there, and ends. */
function endSaying({ title, text }: ReturnType<Life['unwritable']>): void {
  process.stderr.write(`${title}. ${text}\n`);
  dialog.showErrorBox(title, text);
  app.exit(1);
}

/**
 * Linux and macOS read from the package whose links are whose; Windows is told by the app itself. After `--` nothing that
 * a link smuggles in is a switch.
 */
function registerLinks(): void {
  if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
}
