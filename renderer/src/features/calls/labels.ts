import type { CallRow } from '../../../../core/calls/call-row.ts';

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
