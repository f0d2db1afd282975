import { createContext } from 'react';
import type { Filling } from '../features/queues/fill-dialog.tsx';

export interface QueuesActions {
  /** Asks into which queue these calls are put. */
  readonly fill: (pointed: Filling['pointed']) => void;
}

/** Putting calls into a queue, wherever it is asked for. */
export const QueuesContext = createContext<QueuesActions>({ fill: () => undefined });
