import { createContext } from 'react';
import type { ScoreSource } from '../features/scoring/score-source.ts';

export interface ScoringActions {
  /** Asks how these calls are scored. */
  readonly score: (source: ScoreSource) => void;
  /** Shows what is scored and what was. */
  readonly show: () => void;
  /** Opens the settings of the model judge. */
  readonly settings: () => void;
}

/** Scoring many calls, wherever it is asked for. */
export const ScoringContext = createContext<ScoringActions>({ score: () => undefined, show: () => undefined, settings: () => undefined });
