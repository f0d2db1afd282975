import type { CallRow } from '../../../../core/calls/call-row.ts';

export const TIERS = ['meeting_booked', 'warm_lead', 'callback_agreed', 'information_exchanged', 'nothing'] as const;
export type Tier = (typeof TIERS)[number];

/** Outcome tiers come from analyses of many makes: spelling and case aside, five are known. */
export const knownTier = (text: string | null): Tier | null => {
  if (text === null) return null;
  const plain = text.trim().toLowerCase().replaceAll(/[\s-]+/g, '_');
  return TIERS.find((tier) => tier === plain) ?? null;
};

/** Largest score of each dimension, in the order of the four bars. */
export const DIMENSIONS = [
  { id: 'dynamics', max: 30 },
  { id: 'objections', max: 20 },
  { id: 'brand', max: 20 },
  { id: 'outcome', max: 30 },
] as const;

/** The four scores of a row in that order. */
export const dimensionScores = (row: CallRow): readonly (number | null)[] => [
  row.dynamicsScore,
  row.objectionsScore,
  row.brandScore,
  row.outcomeScore,
];
