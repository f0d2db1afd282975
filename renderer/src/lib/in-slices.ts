/** So long the page may be kept from drawing, ms. */
const SLICE_MS = 8;

interface Listeners<T> {
  /** How much is done, 0 to 1; said once a slice. */
  readonly onShare: (share: number) => void;
  readonly onDone: (result: T) => void;
}

/** Runs work that comes in short steps, a slice at a time, so that the window answers in between. The answer ends it early. */
export const inSlices = <T>(steps: Generator<number, T>, { onShare, onDone }: Listeners<T>): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const slice = (): void => {
    const until = performance.now() + SLICE_MS;
    for (;;) {
      const step = steps.next();
      if (step.done) {
        timer = null;
        onDone(step.value);
        return;
      }
      if (performance.now() < until) continue;
      onShare(step.value);
      timer = setTimeout(slice, 0);
      return;
    }
  };
  timer = setTimeout(slice, 0);
  return () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
};
