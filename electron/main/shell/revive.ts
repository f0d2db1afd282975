/** What can be done about a page whose process died; main/shell/window.ts supplies it. */
export interface Reviving {
  /** Loads the page again where it was. */
  readonly reload: () => void;
  /** Loads the page where it begins: where it was, it died. */
  readonly startOver: () => void;
  /** Asks the person, in a window of the system's own. */
  readonly ask: () => Promise<'reload' | 'quit'>;
  readonly quit: () => void;
  readonly now: () => number;
}

const SOON_MS = 10_000;

/**
 * What to do each time the page's process died. It comes back by itself where it was; dead again within ten seconds it
 * would die on and on, so that the person decides. The window never just goes.
 */
export function createReviver({ reload, startOver, ask, quit, now }: Reviving): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    const isFirst = now() - last > SOON_MS;
    last = now();
    if (isFirst) {
      reload();
      return;
    }
    const choice = await ask().catch(() => 'reload' as const);
    if (choice === 'quit') quit();
    else startOver();
  };
}
