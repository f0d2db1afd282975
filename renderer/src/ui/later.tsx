import { useDeferredValue, useEffect } from 'react';

/** Whether a screen with something to be drawn later has been drawn once: its code is there, and its parts are quick. */
let isWarm = false;

/**
 * Draws its children, the first time, after what stands around them, in slices between which the page answers. From then on they are
 * drawn with the rest: each answer that comes meanwhile makes the slices begin anew, and the next call would be late by that.
 */
export const Later = ({ children }: { children: React.ReactNode }): React.ReactNode => {
  const isDrawn = useDeferredValue(true, isWarm);
  useEffect(() => {
    if (isDrawn) isWarm = true;
  }, [isDrawn]);
  return isDrawn ? children : null;
};
