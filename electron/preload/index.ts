import { contextBridge, ipcRenderer } from 'electron';
import type { SidetoneApi } from './api.ts';

/** Main parses route and input and refuses what it does not know, so the bridge stays two generic functions. */
const api: SidetoneApi = {
  request: (route, input) => ipcRenderer.invoke('sidetone:request', route, input),
  on: (event, listener) => {
    const forward = (_event: unknown, name: unknown, payload: unknown): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on('sidetone:event', forward);
    return () => {
      ipcRenderer.removeListener('sidetone:event', forward);
    };
  },
};

contextBridge.exposeInMainWorld('sidetone', Object.freeze(api));
