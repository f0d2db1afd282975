import { useDeferredValue } from 'react';

/** Draws its children after what stands around them, in slices between which the page answers; once drawn they stay. */
export const Later = ({ children }: { children: React.ReactNode }): React.ReactNode => (useDeferredValue(true, false) ? children : null);
