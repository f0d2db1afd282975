import { useEffect, useEffectEvent } from 'react';

/**
 * Does a work again and again while the window is seen: so long after it was last done, and at once when the window comes
 * back to sight. Never twice at a time; a work that fails is simply done again.
 */
export const usePoll = (work: () => Promise<void>, everyMs: number, enabled: boolean): void => {
  const run = useEffectEvent(work);
  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;
    let isOver = false;
    const wait = (): void => {
      clearTimeout(timer);
      if (!isOver && !document.hidden) timer = setTimeout(() => void once(), everyMs);
    };
    const once = async (): Promise<void> => {
      if (isBusy) return;
      isBusy = true;
      await run().catch(() => undefined);
      isBusy = false;
      wait();
    };
    const onSight = (): void => {
      clearTimeout(timer);
      if (!document.hidden) void once();
    };
    document.addEventListener('visibilitychange', onSight);
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [enabled, everyMs]);
};
