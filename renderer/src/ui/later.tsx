import { useDeferredValue } from 'react';

interface Props {
  /** False where they are to be drawn with the rest all the same. */
  isLate?: boolean;
  children: React.ReactNode;
}

/** Draws its children after what stands around them, in slices between which the page answers; once drawn they stay. Each change around them meanwhile makes the slices begin anew. */
export const Later = ({ isLate = true, children }: Props): React.ReactNode => (useDeferredValue(true, !isLate) ? children : null);
