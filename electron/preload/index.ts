import { contextBridge, ipcRenderer, webFrame } from 'electron';
import type { SidetoneApi } from './api.ts';

const PAGE_LETS_GO_MS = 1000;

/** Everybody who listens: of Electron's own listeners more than ten would be taken for a leak. */
const forwards = new Set<(name: unknown, payload: unknown) => void>();
ipcRenderer.on('sidetone:event', (_event: unknown, name: unknown, payload: unknown) => {
  for (const forward of forwards) forward(name, payload);
});

/** Main parses route and input and refuses what it does not know, so the bridge stays two generic functions. */
const api: SidetoneApi = {
  request: (route, input) => ipcRenderer.invoke('sidetone:request', route, input),
  on: (event, listener) => {
    const forward = (name: unknown, payload: unknown): void => {
      if (name === event) listener(payload);
    };
    forwards.add(forward);
    return () => void forwards.delete(forward);
  },
};

/**
 * The reader is another one. Chromium keeps what was heard for minutes, under the address it was heard at, and plays it
 * again without asking. Cleared twice: the page lets go of its player only when it hears of the other reader.
 */
ipcRenderer.on('sidetone:forget', () => {
  webFrame.clearCache();
  setTimeout(() => webFrame.clearCache(), PAGE_LETS_GO_MS);
});

contextBridge.exposeInMainWorld('sidetone', Object.freeze(api));
