import type { AppErrorShape } from '../../core/contract/errors.ts';

/** What the preload puts on `window.sidetone`: two functions and nothing else. */
export interface SidetoneApi {
  request(route: string, input: unknown): Promise<{ ok: true; value: unknown } | { ok: false; error: AppErrorShape }>;
  /** Returns the function that stops listening. */
  on(event: string, listener: (payload: unknown) => void): () => void;
}
