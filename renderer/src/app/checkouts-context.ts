import { createContext } from 'react';
import type { TakeSource } from '../features/checkouts/take-source.ts';

export interface CheckoutsActions {
  /** Asks how to take these calls along. */
  readonly take: (source: TakeSource) => void;
  /** Shows what has been taken along. */
  readonly show: () => void;
}

/** Taking calls offline, wherever it is asked for. */
export const CheckoutsContext = createContext<CheckoutsActions>({ take: () => undefined, show: () => undefined });
