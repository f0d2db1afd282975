import type { PackedEnvelope } from '../../core/contract/errors.ts';

/** What the preload puts on `window.sidetone`: two functions and nothing else. */
export interface SidetoneApi {
  request(route: string, input: unknown): Promise<PackedEnvelope>;
  /** Returns the function that stops listening. */
  on(event: string, listener: (payload: unknown) => void): () => void;
}
