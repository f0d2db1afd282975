import type { Interval } from './bootstrap.ts';

/** How strong an agreement is said to be. Landis & Koch (1977), Biometrics 33(1); what lies below chance is poor. */
export const LEVELS = ['poor', 'slight', 'fair', 'moderate', 'substantial', 'almost_perfect'] as const;
export type Level = (typeof LEVELS)[number];

/** The word for a kappa of −1 to 1. */
export function levelOf(kappa: number): Level {
  if (kappa < 0) return 'poor';
  return LEVELS[Math.min(5, Math.max(1, Math.ceil(kappa * 5)))] ?? 'poor';
}

/** Who scores higher, where the bias' whole interval lies on one side of zero; else null. */
export function higherOf(interval: Interval | null): 'first' | 'second' | null {
  if (interval === null) return null;
  if (interval[1] < 0) return 'first';
  return interval[0] > 0 ? 'second' : null;
}
