import type { SidetoneApi } from '../../../electron/preload/api.ts';

declare global {
  interface Window {
    sidetone: SidetoneApi;
  }
}

/** What the preload put on the window. Read at each use: tests put theirs there late. */
export const api = (): SidetoneApi => window.sidetone;
