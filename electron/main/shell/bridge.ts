import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { EventName, EventPayload } from '../../../core/contract/events.ts';
import { packEnvelope, type Envelope } from '../../../core/contract/errors.ts';
import { isTrustedSender } from '../ipc/sender.ts';
import { OWN_PAGE } from './schemes.ts';

type Router = (route: unknown, input: unknown, trusted: boolean) => Promise<Envelope<unknown>>;

/** Connects the one request channel to the router. */
export function answerRequests(router: Router, ownWindow: () => BrowserWindow | null): void {
  ipcMain.handle('sidetone:request', (event: IpcMainInvokeEvent, route: unknown, input: unknown) => {
    const frame = event.senderFrame;
    const trusted = isTrustedSender(
      {
        frameUrl: frame?.url ?? '',
        isMainFrame: frame !== null && frame === event.sender.mainFrame,
        isOwnWindow: ownWindow()?.webContents === event.sender,
      },
      OWN_PAGE,
    );
    return router(route, input, trusted).then(packEnvelope);
  });
}

/** Has the page's process forget what it heard; nothing while there is no page. */
export function forgetHeard(window: BrowserWindow | null): void {
  if (isThere(window)) window.webContents.send('sidetone:forget');
}

const isThere = (window: BrowserWindow | null): window is BrowserWindow => window !== null && !window.isDestroyed() && !window.webContents.isCrashed();

/** Tells the page something; silently nothing while there is no page. */
export function tellPage<K extends EventName>(window: BrowserWindow | null, name: K, payload: EventPayload<K>): void {
  if (isThere(window)) window.webContents.send('sidetone:event', name, payload);
}
