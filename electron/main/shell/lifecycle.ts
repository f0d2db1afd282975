import { app } from 'electron';

export interface Life {
  readonly open: () => void;
  /** The app was started once more while it runs. */
  readonly again: () => void;
  /** Closes files in order before the app goes. */
  readonly closeDown: () => Promise<unknown>;
}

/** Longest that closing down may hold the person up, in milliseconds: a process may not answer. */
const PATIENCE_MS = 3_000;

/** Runs the app from its start to its end, or ends at once where it runs already. Says which. */
export function live({ open, again, closeDown }: Life): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  let closing = false;
  app.on('second-instance', again);
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    const limit = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([closeDown(), limit]).finally(() => app.exit());
  });
  void app.whenReady().then(open);
  return true;
}
