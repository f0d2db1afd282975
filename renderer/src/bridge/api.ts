import type { SidetoneApi } from '../../../electron/preload/api.ts';

/** What the preload put on the window. Read at each use: tests put theirs there late. */
export const api = (): SidetoneApi => (window as unknown as { sidetone: SidetoneApi }).sidetone;
